// Loads the family's data and lays out the page: the facts, the choice of a version, what may be done, and the figures.
import {grouped, recorded, reports} from './acts.js';
import {noting} from './notes.js';
import {FIGURES} from './plots.js';
import {address, familyOf, read} from './server.js';
import {csv, download, make, named, region, shown, table} from './tables.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const element = id => document.getElementById(id);
const charts = new Map();

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue('--' + name).trim();
  return {
    card: of('card'), text: of('text'), muted: of('muted'), line: of('line'), band: of('band'), good: of('good'), bad: of('bad'),
    unsure: of('unsure'), data1: of('data-1'), data2: of('data-2'),
  };
}

function facts(data) {
  const lag = data.family.lag_seconds;
  const rows = [
    ['Status', data.family.status], ['Mode', data.family.mode], ['Default', data.family.default_version_id],
    ['Fallback', data.family.fallback_version_id], ['Episodes counted', data.family.resolved_episodes],
    ['Trust refreshed', lag === null ? 'never' : lag < 120 ? `${lag} s ago` : `${Math.round(lag / 60)} min ago`],
    ...Object.entries(data.family.suspended_participants).map(([version, people]) => [
      'Suspended for', `${people} ${people === 1 ? 'participant' : 'participants'}: ${version}`]),
    ...Object.entries(data.family.limited_contexts).map(([version, contexts]) => [
      'Promoted only in', `${contexts.join(', ')}: ${version}`]),
  ];
  element('facts').replaceChildren(...rows.map(([name, value]) => {
    const pair = make('div', '');
    pair.append(make('dt', name), make('dd', shown(value)));
    return pair;
  }));
}

/** What stands in capitals on this page. */
const WORDS = {
  CANDIDATE: 'a version that is tried or watched, and served to few or none', LIVE: 'a version that may be served',
  PAUSED: 'out of service until an approver resumes it; of a meta-policy: it serves its fallback alone',
  ROLLED_BACK: 'out of service for good', DEPRECATED: 'put away', ACTIVE: 'of a mode: choices are served; of a meta-policy: it decides',
  SHADOW: 'choices are only noted, and the fallback is served', HEALTHY: 'trust and guardrails keep their limits',
  KEPT: 'evidence enough that the limit was kept since the watch began', BREACHED: 'evidence enough that the limit is broken',
  LEADING: 'all together raised the alarm, this one most', INCONCLUSIVE: 'too little evidence either way',
  'PCI': 'Policy Credibility Index, the trust score, from 0 to 1',
};

function words() {
  element('words').querySelector('dl').replaceChildren(...Object.entries(WORDS).flatMap(([word, meaning]) =>
    [make('dt', word), make('dd', meaning)]));
}

function standing(version) {
  const role = version.is_default ? ', the default' : version.is_fallback ? ', the fallback' : '';
  return `${version.id} is ${version.status}${role}, with trust ${shown(version.trust_score)} on ${version.n} episodes. `
    + `${version.verdict}: ${version.reason}.`;
}

function draw(figure, data, version) {
  const section = element(figure.id);
  const rows = figure.ofVersion && !version ? [] : figure.rows(data, version);
  charts.get(figure.id)?.dispose();
  charts.delete(figure.id);
  const title = version || !figure.ofVersion ? figure.title(version) : figure.title({id: 'no version'});
  const heading = make('h2', title, {id: figure.id + '-title'});
  section.replaceChildren(heading, make('p', figure.how));
  if (rows.length === 0) {
    section.append(make('p', figure.ofVersion && !version ? 'This family has no version yet.' : figure.empty, {className: 'empty'}));
    return;
  }
  if (figure.note) section.append(make('p', figure.note(data)));
  if (figure.drawing) section.append(figure.drawing(data));
  else plot(section, figure, data, version, title);
  if (figure.list) {
    const list = make('ul', '', {className: 'moves'});
    list.append(...figure.list(data, version).map(([text, event]) => told(text, event, figure)));
    section.append(list);
  }
  section.append(takeAway(figure, title, rows, data.family.id, figure.ofVersion ? version : null));
}

function plot(section, figure, data, version, title) {
  const frame = make('div', '', {className: 'plot'});
  frame.setAttribute('role', 'img');
  section.append(figure.height ? tall(frame, figure.height(data), title) : frame);
  const chart = echarts.init(frame, null, {renderer: 'svg'});
  chart.setOption(figure.option(data, version, colours()));
  frame.setAttribute('aria-label', named(`${title}. ${figure.how} The same is in the table below.`));
  charts.set(figure.id, chart);
}

/** A plot that grows with its data, within a frame that scrolls. */
function tall(plot, pixels, title) {
  plot.style.height = `max(20rem, ${pixels}px)`;
  return region('tall', title, plot);
}

function reportOf(event) {
  const both = make('span', '');
  both.append(...reports(familyId, event.seq));
  return both;
}

/** A move in one line, with what there is to hand over about it, and in the list of all moves what there is to add. */
function told(text, event, figure) {
  const line = make('li', `${text} `);
  line.append(reportOf(event));
  if (figure.id === 'moves') line.append(' ', noting(familyId, event, again));
  return line;
}

function takeAway(figure, title, rows, familyId, version) {
  const group = make('div', '');
  const details = make('details', '');
  details.append(make('summary', `Data table (${rows.length} rows)`),
    region('scroll', `Data of: ${title}`, table(title, figure.columns, rows, figure.id === 'moves' ? {report: reportOf} : {})));
  const button = make('button', 'Download CSV', {type: 'button'});
  button.setAttribute('aria-describedby', figure.id + '-title');
  button.addEventListener('click', () => version
    ? download(`${familyId}-${version.id}-${figure.id}.csv`, csv(['of_version', ...figure.columns], rows.map(row => ({of_version: version.id, ...row}))))
    : download(`${familyId}-${figure.id}.csv`, csv(figure.columns, rows)));
  const actions = make('p', '', {className: 'actions'});
  actions.append(button);
  group.append(details, actions);
  return group;
}

function sections() {
  element('figures').replaceChildren(...FIGURES.map(figure => {
    const section = make('section', '', {id: figure.id, className: figure.wide ? 'wide' : ''});
    section.setAttribute('aria-labelledby', figure.id + '-title');
    return section;
  }));
}

/** What the caller may do to the version and to the family; `done` after something was done. */
async function acts(versionId, done) {
  const part = async (place, heading, parameters) => {
    try {
      const {caller, moves} = await read(path('moves'), parameters);
      if (versionId !== shownVersion()) return;
      element('acts-who').textContent = named(`You are logged in as ${caller}. Each button says first what will change and what is not known.`);
      element(place).replaceChildren(...grouped(heading, moves, {familyId, caller, done}));
    } catch (failure) {
      element(place).replaceChildren(make('h3', heading), make('p', failure.message, {className: 'problem'}));
    }
  };
  element('acts').hidden = false;
  await Promise.all([
    versionId ? part('acts-version', versionId, {version_id: versionId}) : element('acts-version').replaceChildren(),
    part('acts-family', familyId, {})]);
}

const shownVersion = () => element('version').value || null;

function remember(versionId) {
  const url = new URL(location.href);
  url.searchParams.set('version', versionId);
  history.replaceState(null, '', url);
}

let current;

function drawAll(figures) {
  const version = current.versions.find(one => one.id === shownVersion());
  element('standing').textContent = version ? named(standing(version)) : '';
  element('compare').href = address(path('compare.html'), {
    version_id: version && !version.is_default ? version.id : null, against_id: version && !version.is_default ? current.family.default_version_id : null});
  figures.forEach(figure => draw(figure, current, version));
}

function show(data, wanted) {
  current = data;
  current.byTime = element('axis').value === 'time';
  const select = element('version');
  const known = data.versions.some(version => version.id === wanted);
  facts(data);
  select.replaceChildren(...data.versions.map(version => make('option', `${version.id} (${version.status})`, {value: version.id})));
  select.value = known ? wanted : data.family.default_version_id ?? data.versions[0]?.id ?? '';
  element('choice').hidden = data.versions.length === 0;
  drawAll(FIGURES);
  element('state').textContent = named(
    [...wanted && !known ? [`Version ${wanted} is none of those shown.`] : [], ...data.notes].join(' '));
}

/** After something was done: the page as it stands now, at the version that was looked at. */
async function again(event) {
  const versionId = shownVersion();
  show(await read(path('trust/data')), versionId);
  element('state').replaceChildren(recorded(event, familyId));
  await acts(shownVersion(), again);
}

const familyId = familyOf();
const path = name => `${encodeURIComponent(familyId)}/${name}`;
element('family').textContent = named(familyId);
element('all').href = address('.');
element('compare').href = address(path('compare.html'));
document.title = named(`Trust of ${familyId}`);
try {
  const data = await read(path('trust/data'));
  sections();
  words();
  show(data, new URLSearchParams(location.search).get('version'));
  element('version').addEventListener('change', () => {
    remember(shownVersion());
    drawAll(FIGURES.filter(figure => figure.ofVersion));
    acts(shownVersion(), again);
  });
  element('axis').addEventListener('change', () => {
    current.byTime = element('axis').value === 'time';
    drawAll(FIGURES.filter(figure => figure.ofVersion));
  });
  dark.addEventListener('change', () => drawAll(FIGURES));
  new ResizeObserver(() => charts.forEach(chart => chart.resize())).observe(element('figures'));
  await acts(shownVersion(), again);
} catch (failure) {
  element('state').textContent = named(failure.message);
  element('state').className = 'problem';
}
document.body.dataset.ready = 'true';
