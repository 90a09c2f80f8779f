// The families that the caller may see, and what waits for a person in any of them.
import {buttons, recorded} from './acts.js';
import {address, read, readAll} from './server.js';
import {make, moment, named, region, shown} from './tables.js';

const element = id => document.getElementById(id);
const page = id => address(`${encodeURIComponent(id)}/trust`);

const since = seconds => seconds === null ? 'never' : seconds < 120 ? `${Math.round(seconds)} s ago`
  : seconds < 7200 ? `${Math.round(seconds / 60)} min ago` : `${Math.round(seconds / 3600)} h ago`;

const COLUMNS = [
  ['Meta-policy', row => row.meta_policy_id === null ? 'an id that is no text'
    : make('a', row.meta_policy_id, {href: page(row.meta_policy_id)})],
  ['Name', row => shown(row.name)],
  ['Tier', row => shown(row.risk_tier)],
  ['Status', row => shown(row.status)],
  ['Mode', row => shown(row.mode)],
  ['Default', row => shown(row.default_version_id)],
  ['Its trust', row => shown(row.default_trust_score)],
  ['Verdict', row => shown(row.default_verdict)],
  ['Waiting', row => shown(row.open_proposals)],
  ['Refreshed', row => row.lag_seconds === null && row.problem !== null ? '–' : since(row.lag_seconds)],
  ['Problem', row => shown(row.problem ?? 'none')],
  ['Trail', row => row.meta_policy_id === null ? '–' : trail(row.meta_policy_id)],
];

/** So many trails are verified as the page is opened: each is read whole. */
const VERIFIED_AT_ONCE = 20;

/** Whether a family's trail holds: verified when its turn comes, or when somebody asks. */
function trail(id) {
  const cell = make('span', '', {className: 'trail'});
  const verify = async () => {
    cell.textContent = 'verifying …';
    try {
      const verdict = await read(`${encodeURIComponent(id)}/verify`);
      cell.textContent = verdict.ok ? `ok, ${verdict.events} events` : named(`does not hold: ${verdict.problem}`);
      cell.classList.toggle('problem', !verdict.ok);
    } catch (failure) {
      cell.textContent = named(failure.message);
      cell.classList.add('problem');
    }
  };
  const ask = make('button', 'Verify', {type: 'button', ariaLabel: `Verify the trail of ${id}`});
  ask.addEventListener('click', verify);
  cell.append(ask);
  return Object.assign(cell, {verify});
}

/** One after the other, so that a page costs the server no more than one caller. */
async function verifySome() {
  for (const cell of [...document.querySelectorAll('.trail')].slice(0, VERIFIED_AT_ONCE)) await cell.verify();
}

function table(families) {
  const rows = make('table', '', {className: 'cards'});
  rows.createCaption().textContent = `${families.length} meta-policies that are not deprecated`;
  const head = rows.createTHead().insertRow();
  head.append(...COLUMNS.map(([name]) => make('th', name, {scope: 'col'})));
  const body = rows.createTBody();
  for (const family of families) {
    const line = body.insertRow();
    if (family.problem !== null) line.className = 'problem';
    COLUMNS.forEach(([name, value], i) => {
      const cell = i === 0 ? make('th', '', {scope: 'row'}) : make('td', '');
      cell.dataset.label = name;
      cell.append(value(family));
      line.append(cell);
    });
  }
  return region('wide-table', 'All meta-policies', rows);
}

/** Figures of a proposal's evidence that are numbers, as the refresh saw them. */
const FIGURES = [['pci', 'Trust'], ['trust_lower', 'from'], ['trust_upper', 'to'], ['n', 'Episodes'], ['reward_mean', 'Mean reward'],
  ['shadow_pci', 'Trust in shadow'], ['shadow_n', 'Episodes in shadow']];

function figures(evidence) {
  const pairs = make('dl', '', {className: 'facts'});
  pairs.append(...FIGURES.filter(([key]) => typeof evidence?.[key] === 'number').map(([key, name]) => {
    const pair = make('div', '');
    pair.append(make('dt', name), make('dd', shown(evidence[key])));
    return pair;
  }));
  return pairs;
}

function card(proposal, family, moves, done) {
  const item = make('article', '', {className: 'proposal'});
  const heading = make('h3', '');
  heading.append(named(`Promote ${proposal.version_id} in `), make('a', proposal.meta_policy_id, {href: page(proposal.meta_policy_id)}));
  item.append(heading, make('p', `${moment(proposal.created_at)}: ${proposal.reason ?? 'no reason was given'}`), figures(proposal.evidence));
  if (family?.default_version_id) {
    const line = make('p', '');
    line.append(make('a', `Compare with the default, ${family.default_version_id}`, {href: address(
      `${encodeURIComponent(proposal.meta_policy_id)}/compare.html`,
      {version_id: proposal.version_id, against_id: family.default_version_id})}));
    item.append(line);
  }
  const own = moves.moves?.filter(move => move.proposal_id === proposal.proposal_id) ?? [];
  item.append(own.length > 0 ? buttons(own, {familyId: proposal.meta_policy_id, caller: moves.caller, done})
    : make('p', moves.problem ?? 'Decide the ones above first: no more are shown at once.'));
  return item;
}

async function movesOf(ids) {
  const known = new Map();
  for (const id of ids) {
    known.set(id, await read(`${encodeURIComponent(id)}/moves`).catch(failure => ({problem: failure.message})));
  }
  return known;
}

async function show() {
  const [families, proposals] = await Promise.all([readAll('.', 'families'), readAll('proposals', 'proposals')]);
  const moves = await movesOf(new Set(proposals.map(proposal => proposal.meta_policy_id)));
  const done = async event => {
    await show();
    element('state').replaceChildren(recorded(event, event.meta_policy_id));
    verifySome();
  };
  const byId = new Map(families.map(family => [family.meta_policy_id, family]));
  element('inbox').replaceChildren(element('inbox-title'), ...(proposals.length === 0
    ? [make('p', 'Nothing waits. A refresh proposes a version once its evidence carries a promotion.', {className: 'empty'})]
    : proposals.map(proposal => card(proposal, byId.get(proposal.meta_policy_id), moves.get(proposal.meta_policy_id), done))));
  element('families').replaceChildren(element('families-title'), families.length === 0
    ? make('p', 'There is none yet: metapolicy.create makes one.', {className: 'empty'}) : table(families));
  element('state').textContent = '';
}

try {
  await show();
  verifySome();
} catch (failure) {
  element('state').textContent = named(failure.message);
  element('state').className = 'problem';
}
document.body.dataset.ready = 'true';
