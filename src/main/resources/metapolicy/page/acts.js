// What a person may do here: each move with what it would change and what is not known, done with a reason.
import {asking, field, words} from './dialog.js';
import {address, read, send} from './server.js';
import {make, named, shown} from './tables.js';

/** What each move is called and does, in words. */
const MOVES = {
  PROMOTE: {name: 'Promote', does: 'It becomes LIVE and the default: what is served unless the context says otherwise.'},
  ROLLBACK: {name: 'Roll back', does: 'It is taken out of service for good; the default moves on.'},
  PAUSE: {name: 'Pause', does: 'It is taken out of service until an approver resumes it.'},
  RESUME: {name: 'Resume', does: 'It returns to the status that it had before its pause, and is watched anew.'},
  SET_FALLBACK: {name: 'Make it the fallback', does: 'It is served wherever the default may not act.'},
  DEPRECATE: {name: 'Deprecate', does: 'It is put away and never served again.'},
  APPROVE: {name: 'Approve', does: 'The version is promoted as proposed.'},
  REJECT: {name: 'Reject', does: 'The proposal is closed; the version stays what it is.'},
  'SET_MODE ACTIVE': {name: 'Serve its choices', does: 'Mode ACTIVE: what is chosen is served.'},
  'SET_MODE SHADOW': {name: 'Only suggest', does: 'Mode SHADOW: the fallback is served, the choice only noted.'},
  'SET_STATUS ACTIVE': {name: 'Put into service', does: 'Status ACTIVE: the meta-policy decides.'},
  'SET_STATUS PAUSED': {name: 'Pause the meta-policy', does: 'Status PAUSED: it serves its fallback alone.'},
  'SET_STATUS DEPRECATED': {name: 'Deprecate the meta-policy', does: 'Status DEPRECATED: it leaves the list, and serves its fallback to those alone who name it.'},
};

const about = move => MOVES[move.value ? `${move.action} ${move.value}` : move.action] ?? {name: move.action, does: ''};
const subject = (move, familyId) => move.proposal_id ? `proposal of ${move.version_id}` : move.version_id ?? familyId;
const orNone = id => id ?? 'none';

/** What the event would record, one sentence each. */
function changes(move, familyId) {
  const {outcome} = move;
  const evidence = outcome.evidence ?? {};
  const lines = [];
  if (outcome.from_status !== outcome.to_status) {
    lines.push(`${move.version_id}: ${orNone(outcome.from_status)} → ${orNone(outcome.to_status)}`);
  } else if (outcome.to_status) {
    lines.push(`${move.version_id} stays ${outcome.to_status}`);
  }
  if (move.value) lines.push(`${familyId}: ${orNone(evidence.from)} → ${orNone(evidence.to)}`);
  if (outcome.default_before !== outcome.default_after) {
    lines.push(`Default of ${familyId}: ${orNone(outcome.default_before)} → ${orNone(outcome.default_after)}`);
  } else {
    lines.push(`The default of ${familyId} stays ${orNone(outcome.default_after)}`);
  }
  if (evidence.proposal && move.action !== 'REJECT') lines.push('Its open proposal is closed by this');
  lines.push(`The trail records ${outcome.action}, with your name and your reason`);
  return lines;
}

/** What the version's own evidence says, as the trail will keep it. */
function knowns({outcome: {evidence}}) {
  const lines = [];
  if (typeof evidence?.pci === 'number') {
    const bounds = typeof evidence.trust_lower === 'number' ? ` (${shown(evidence.trust_lower)} to ${shown(evidence.trust_upper)})` : '';
    lines.push(`Trust ${shown(evidence.pci)}${bounds} on ${shown(evidence.n)} episodes`);
  }
  if (typeof evidence?.reward_mean === 'number') lines.push(`Mean reward ${shown(evidence.reward_mean)}`);
  if (typeof evidence?.shadow_pci === 'number') lines.push(`In shadow: trust ${shown(evidence.shadow_pci)} on ${shown(evidence.shadow_n)} episodes`);
  return lines;
}

const BESIDE = {pci: 'Trust', reward_mean: 'Mean reward', override_rate: 'Override rate', flag_rate: 'Rate of safety flags'};

/** Both sides of a promotion: what is known of the difference to the default, and what is not. */
async function beside(move, familyId) {
  const {figures} = await read(`${encodeURIComponent(familyId)}/compare`, {version_id: move.version_id, against_id: move.outcome.default_before});
  const rows = figures.filter(row => row.figure in BESIDE);
  const words = row => `${BESIDE[row.figure]} ${shown(row.version)} against ${shown(row.against)} of ${move.outcome.default_before}`;
  return {
    known: rows.filter(row => row.lower !== null)
      .map(row => `${words(row)}: difference ${shown(row.difference)}, 95 % interval ${shown(row.lower)} to ${shown(row.upper)}`),
    unknown: rows.filter(row => row.lower === null).map(row => `${words(row)}: ${row.note ?? 'no interval'}`),
  };
}

/** The factors of trust, whose inputs a snapshot keeps as raw_<name> where they are there. */
const FACTORS = ['growth', 'breadth', 'amplification', 'safety', 'coherence', 'robustness'];

/** What somebody who answers for the move should know to be missing. */
function unknowns(move) {
  const evidence = move.outcome.evidence ?? {};
  const lines = [...(evidence.missing ?? [])].map(text => text[0].toUpperCase() + text.slice(1));
  if (evidence.contents_changed) lines.push(`Not what it was registered as: ${evidence.contents_changed}`);
  if (move.version_id) {
    if (evidence.pci === null) lines.push('Its trust is not known');
    if (evidence.reward_mean === null) lines.push('Its mean reward is not known');
    const absent = evidence.snapshot ? FACTORS.filter(factor => typeof evidence.snapshot[`raw_${factor}`] !== 'number') : [];
    if (absent.length > 0) lines.push(`Counted as 0 in its trust, as nothing is known: ${absent.join(', ')}`);
    if (evidence.guardrails_unreadable) lines.push(`Its guardrails cannot be read: ${evidence.guardrails_unreadable}`);
    const unsure = (evidence.guardrails ?? []).filter(guardrail => guardrail.verdict === 'INCONCLUSIVE').map(guardrail => guardrail.name);
    if (unsure.length > 0) lines.push(`Neither kept nor breached so far: ${unsure.join(', ')}`);
    const broken = (evidence.guardrails ?? []).filter(guardrail => ['BREACHED', 'LEADING'].includes(guardrail.verdict));
    for (const guardrail of broken) lines.push(`${guardrail.verdict}: ${guardrail.name}`);
  }
  return [...new Set(lines)];
}

function list(title, lines, nothing) {
  const part = make('div', '');
  const items = make('ul', '');
  const tell = all => items.replaceChildren(...(all.length > 0 ? all : [nothing]).map(line => make('li', line)));
  tell(lines);
  part.append(make('h3', title), items);
  return Object.assign(part, {tell});
}

function request(move, familyId, said) {
  const evidence = said.link ? {evidence: {links: [said.link]}} : {};
  const common = {reason: said.reason, ...evidence};
  if (move.proposal_id) return ['proposal_control', {proposal_id: move.proposal_id, action: move.action, ...common}];
  if (!move.version_id) return ['family_control', {meta_policy_id: familyId, action: move.action, value: move.value, ...common}];
  const guarded = ['PROMOTE', 'ROLLBACK'].includes(move.action) ? {expected_default: move.outcome.default_before} : {};
  const override = move.needs_override ? {override: true} : {};
  return ['version_control', {meta_policy_id: familyId, version_id: move.version_id, action: move.action, ...guarded, ...override, ...common}];
}

/** Asks for a reason in a dialog that says what the move does, and carries it out; `done` gets the event. */
function ask(move, familyId, caller, done) {
  const {name, does} = about(move);
  const reason = words('');
  const link = make('input', '', {type: 'url'});
  const known = list('What is known', knowns(move), 'Nothing was counted for it.');
  const unknown = list('What is not known', unknowns(move), 'Nothing that the rules ask for is missing.');
  const parts = [make('p', does), list('What will change', changes(move, familyId)), ...(move.version_id ? [known] : []), unknown,
    field('act-reason', 'Reason', reason, `Needed. The trail keeps it as said by ${caller}.`),
    field('act-link', 'Link to plots or notes', link, 'If there is one. The trail keeps it as evidence.')];
  if (move.needs_override) {
    const box = make('input', '', {type: 'checkbox', required: true, id: 'act-override'});
    const line = make('p', '', {className: 'field check'});
    line.append(box, make('label', 'Promote it all the same: I have read what is not known, and the trail will say that it was overridden.',
      {htmlFor: 'act-override'}));
    parts.push(line);
  }
  asking({title: `${name}: ${subject(move, familyId)}`, parts, confirm: name, done,
    act: () => send(...request(move, familyId, {reason: reason.value, link: link.value}))});
  if (['PROMOTE', 'APPROVE'].includes(move.action) && move.outcome.default_before) {
    beside(move, familyId).then(
      sides => {
        known.tell([...knowns(move), ...sides.known]);
        unknown.tell([...unknowns(move), ...sides.unknown]);
      },
      failure => unknown.tell([...unknowns(move), `How it compares with the default: ${failure.message}`]));
  }
}

/** What was done, in words, with the report to hand over. */
export function recorded(event, familyId) {
  const line = make('span', `${event.action} is event ${event.seq} of ${familyId}, by ${event.actor}. `);
  line.append(...reports(familyId, event.seq));
  return line;
}

/** What is handed over about an event: a page to read and print, and the same as data. */
export function reports(familyId, seq) {
  const link = (text, file, says, more) => make('a', text, {href: address(`${encodeURIComponent(familyId)}/${file}`, {seq}),
    ariaLabel: `${says} of event ${seq}`, ...more});
  return [link('Report', 'report.html', 'Report'), document.createTextNode(' '),
    link('as data', 'report', 'Report as data', {download: `${familyId}-${seq}.json`})];
}

/** The moves of the family and of each open proposal, under a heading each. */
export function grouped(heading, moves, who) {
  const groups = new Map();
  for (const move of moves) {
    const title = move.proposal_id ? `Proposal: promote ${move.version_id}` : heading;
    groups.set(title, [...(groups.get(title) ?? []), move]);
  }
  return [...groups].flatMap(([title, own]) => [make('h3', title), buttons(own, who)]);
}

/** The moves that are possible as buttons; the others with the server's words why not. */
export function buttons(moves, {familyId, caller, done}) {
  const group = make('div', '', {className: 'acts'});
  const can = make('p', '', {className: 'actions'});
  can.append(...moves.filter(move => move.possible).map(move => {
    const button = make('button', about(move).name, {type: 'button', className: 'act'});
    button.setAttribute('aria-label', named(`${about(move).name}: ${subject(move, familyId)} …`));
    button.addEventListener('click', () => ask(move, familyId, caller, done));
    return button;
  }));
  if (can.childElementCount > 0) group.append(can);
  const refused = moves.filter(move => !move.possible);
  if (refused.length > 0) {
    const details = make('details', '', {open: can.childElementCount === 0});
    const reasons = make('ul', '');
    reasons.append(...refused.map(move => make('li', `${about(move).name}: ${move.refusal}`)));
    details.append(make('summary', `What ${caller} cannot do here now, and why (${refused.length})`), reasons);
    group.append(details);
  }
  return group;
}
