// Loads the family's data and lays out the page: the facts, the choice of a version, and the figures.
import {FIGURES} from './plots.js';
import {csv, download, shown, table} from './tables.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const element = id => document.getElementById(id);
const charts = new Map();

const make = (name, text, more = {}) => Object.assign(document.createElement(name), {textContent: text, ...more});

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue('--' + name).trim();
  return {
    card: of('card'), text: of('text'), muted: of('muted'), line: of('line'), band: of('band'), good: of('good'), bad: of('bad'),
    unsure: of('unsure'), data1: of('data-1'), data2: of('data-2'),
  };
}

/** The data, or a sentence that says why there is none. */
async function load() {
  let answer;
  try {
    answer = await fetch('trust/data' + location.search, {headers: {accept: 'application/json'}});
  } catch {
    throw new Error('The server does not answer. Is it running? Load the page again when it is.');
  }
  const body = await answer.json().catch(() => null);
  if (answer.ok && body) return body;
  const detail = body?.detail ?? body?.errors?.[0]?.message ?? 'The server gave no reason.';
  const what = {401: 'Log in to see this page', 403: 'You may not see this family', 404: 'There is nothing to show'}[answer.status];
  throw new Error(`${what ?? 'The data could not be read'} (${answer.status}): ${detail}`);
}

function facts(data) {
  const lag = data.family.lag_seconds;
  const rows = [
    ['Status', data.family.status], ['Mode', data.family.mode], ['Default', data.family.default_version_id],
    ['Fallback', data.family.fallback_version_id], ['Episodes counted', data.family.resolved_episodes],
    ['Trust refreshed', lag === null ? 'never' : lag < 120 ? `${lag} s ago` : `${Math.round(lag / 60)} min ago`],
  ];
  element('facts').replaceChildren(...rows.map(([name, value]) => {
    const pair = make('div', '');
    pair.append(make('dt', name), make('dd', shown(value)));
    return pair;
  }));
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
  const plot = make('div', '', {className: 'plot'});
  plot.setAttribute('role', 'img');
  section.append(figure.height ? tall(plot, figure.height(data), title) : plot);
  const chart = echarts.init(plot, null, {renderer: 'svg'});
  chart.setOption(figure.option(data, version, colours()));
  plot.setAttribute('aria-label', `${title}. ${figure.how} The same is in the table below.`);
  charts.set(figure.id, chart);
  if (figure.list) {
    const list = make('ul', '', {className: 'moves'});
    list.append(...figure.list(data, version).map(line => make('li', line)));
    section.append(list);
  }
  section.append(takeAway(figure, title, rows, data.family.id));
}

/** A plot that grows with its data, within a frame that scrolls. */
function tall(plot, pixels, title) {
  plot.style.height = `max(20rem, ${pixels}px)`;
  return frame('tall', title, plot);
}

function frame(className, label, content) {
  const region = make('div', '', {className, tabIndex: 0});
  region.setAttribute('role', 'region');
  region.setAttribute('aria-label', label);
  region.append(content);
  return region;
}

function takeAway(figure, title, rows, familyId) {
  const group = make('div', '');
  const details = make('details', '');
  details.append(make('summary', `Data table (${rows.length} rows)`),
    frame('scroll', `Data of: ${title}`, table(title, figure.columns, rows)));
  const button = make('button', 'Download CSV', {type: 'button'});
  button.setAttribute('aria-describedby', figure.id + '-title');
  button.addEventListener('click', () => download(`${familyId}-${figure.id}.csv`, csv(figure.columns, rows)));
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

function show(data) {
  const select = element('version');
  const drawAll = figures => {
    const version = data.versions.find(one => one.id === select.value);
    element('standing').textContent = version ? standing(version) : '';
    figures.forEach(figure => draw(figure, data, version));
  };
  facts(data);
  sections();
  select.replaceChildren(...data.versions.map(version => make('option', `${version.id} (${version.status})`, {value: version.id})));
  select.value = data.family.default_version_id ?? data.versions[0]?.id ?? '';
  element('choice').hidden = data.versions.length === 0;
  select.addEventListener('change', () => drawAll(FIGURES.filter(figure => figure.ofVersion)));
  dark.addEventListener('change', () => drawAll(FIGURES));
  new ResizeObserver(() => charts.forEach(chart => chart.resize())).observe(element('figures'));
  drawAll(FIGURES);
  element('state').textContent = data.notes.join(' ');
}

const familyId = decodeURIComponent(location.pathname.split('/').at(-2));
element('family').textContent = familyId;
document.title = `Trust of ${familyId}`;
try {
  show(await load());
} catch (failure) {
  element('state').textContent = failure.message;
  element('state').className = 'problem';
}
document.body.dataset.ready = 'true';
