// Two versions of a family side by side: figures with the intervals of their differences, what they are made of, and on request
// what the one would have earned at the other's decisions.
import {address, familyOf, read, readAll} from './server.js';
import {csv, download, make, named, region, shown} from './tables.js';

const element = id => document.getElementById(id);
const id = familyOf();
const path = name => `${encodeURIComponent(id)}/${name}`;
const asked = new URLSearchParams(location.search);
const SVG = 'http://www.w3.org/2000/svg';

const NAMES = {
  pci: 'Trust (PCI)', pci_known: 'Trust on what is known', n: 'Episodes in the windows', outcomes: 'Outcomes in the windows',
  n_total: 'Episodes in all', reward_mean: 'Mean reward', delta_coherence_mean: 'Mean change of coherence',
  override_rate: 'Override rate', flag_rate: 'Rate of safety flags', verdict: 'Verdict',
};
const nameOf = figure => NAMES[figure] ?? figure[0].toUpperCase() + figure.slice(1).replaceAll('_', ' ');
const of = (row, side) => row[side] ?? row[`${side}_text`];
const said = row => row.lower === null ? shown(row.difference) : `${shown(row.difference)} [${shown(row.lower)}, ${shown(row.upper)}]`;

/** The interval on a line about zero; nothing where there is none. */
function drawn(row) {
  if (row.lower === null) return '';
  const reach = 1.1 * Math.max(Math.abs(row.lower), Math.abs(row.upper), 1e-9);
  const x = value => 60 + 56 * value / reach;
  const svg = document.createElementNS(SVG, 'svg');
  const draw = (name, attributes) => {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    svg.append(shape);
  };
  const tells = row.lower > 0 || row.upper < 0;
  svg.setAttribute('class', tells ? 'interval tells' : 'interval');
  svg.setAttribute('viewBox', '0 0 120 16');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${nameOf(row.figure)}: the interval ${tells ? 'lies on one side of' : 'reaches over'} no difference`);
  draw('line', {x1: 4, x2: 116, y1: 8, y2: 8, class: 'ground'});
  draw('line', {x1: 60, x2: 60, y1: 1, y2: 15, class: 'zero'});
  draw('line', {x1: x(row.lower), x2: x(row.upper), y1: 8, y2: 8, class: 'reach'});
  draw('circle', {cx: x(row.difference), cy: 8, r: 3.5});
  return svg;
}

function rows(caption, head, lines) {
  const table = make('table', '', {className: 'cards'});
  table.createCaption().textContent = named(caption);
  table.createTHead().insertRow().append(...head.map(name => make('th', name, {scope: 'col'})));
  const body = table.createTBody();
  for (const cells of lines) {
    const line = body.insertRow();
    cells.forEach((value, i) => {
      const cell = make(i === 0 ? 'th' : 'td', '');
      if (i === 0) cell.scope = 'row';
      cell.dataset.label = named(head[i]);
      cell.append(value instanceof Node ? value : named(value));
      line.append(cell);
    });
  }
  return region('wide-table', caption, table);
}

const MAKEUP = ['status', 'version_tag', 'hyperparams', 'parameters', 'lineage'];

function show(comparison) {
  const {version_id: version, against_id: against} = comparison;
  const numbers = comparison.figures.filter(row => !MAKEUP.includes(row.figure));
  const words = comparison.figures.filter(row => MAKEUP.includes(row.figure));
  element('table').replaceChildren(rows(`${version} against ${against}`,
    ['Figure', version, against, 'Difference', 'Interval', 'Rests on'],
    numbers.map(row => [nameOf(row.figure), shown(of(row, 'version')), shown(of(row, 'against')), said(row), drawn(row), row.note ?? ''])));
  element('words').replaceChildren(rows(`${version} and ${against}: makeup`, ['What', version, against, 'In words'],
    words.map(row => [nameOf(row.figure), shown(of(row, 'version')), shown(of(row, 'against')), row.note ?? ''])));
  const columns = ['figure', 'version_id', 'against_id', 'version', 'against', 'difference', 'lower', 'upper', 'note'];
  element('csv').onclick = () => download(`${id}-${version}-against-${against}.csv`, csv(columns, comparison.figures.map(row => ({
    ...row, version_id: version, against_id: against, version: of(row, 'version'), against: of(row, 'against')}))));
  element('evaluate').onclick = () => evaluate(version, against);
  for (const part of ['numbers', 'makeup', 'evaluation']) element(part).hidden = false;
}

/** What a verdict of metapolicy.evaluate means. */
const VERDICTS = {
  BETTER: 'it would have earned more', NOT_WORSE: 'it would not have earned clearly less', WORSE: 'it would have earned clearly less',
  INCONCLUSIVE: 'the decisions do not tell yet', ESTIMATED: 'an estimate', REFUSED: 'the decisions cannot tell',
};

async function evaluate(version, against) {
  element('evaluate').disabled = true;
  element('verdict').replaceChildren(make('p', 'Reading every episode …'));
  try {
    const found = await read(path('evaluation'), {version_id: version, against_id: against});
    element('verdict').replaceChildren(
      make('p', `${found.verdict} (${VERDICTS[found.verdict] ?? ''}): ${found.reason}`),
      make('p', `Difference ${shown(found.estimate)}, always-valid interval ${shown(found.lower)} to ${shown(found.upper)}; `
        + `${found.n} decisions, effective ${shown(found.effective_n)}, coverage ${shown(found.coverage)}.`));
  } catch (refusal) {
    element('verdict').replaceChildren(make('p', refusal.message, {className: 'problem'}));
  }
  element('evaluate').disabled = false;
}

async function start() {
  const versions = await readAll(path('versions'), 'versions');
  if (versions.length < 2) throw new Error(`${id} has ${versions.length === 0 ? 'no version' : 'one version'} yet: two are needed.`);
  const chosen = versions.find(version => version.is_default) ?? versions[0];
  const pick = (select, wanted) => {
    element(select).replaceChildren(...versions.map(({version_id: one, status}) => make('option', `${one} (${status})`, {value: one})));
    element(select).value = versions.some(version => version.version_id === wanted) ? wanted : '';
  };
  pick('version', asked.get('version_id') ?? versions.find(version => version !== chosen).version_id);
  pick('against', asked.get('against_id') ?? chosen.version_id);
  element('choice').hidden = false;
  element('choice').addEventListener('submit', event => {
    event.preventDefault();
    location.assign(address(path('compare.html'), {version_id: element('version').value, against_id: element('against').value}));
  });
  if (asked.has('version_id') && asked.has('against_id')) {
    show(await read(path('compare'), {version_id: asked.get('version_id'), against_id: asked.get('against_id')}));
  }
  element('state').textContent = '';
}

element('family').textContent = named(id);
element('all').href = address('.');
element('up').href = address(path('trust'));
element('up').textContent = named(id);
document.title = named(`Two versions of ${id}`);
try {
  await start();
} catch (failure) {
  element('state').textContent = named(failure.message);
  element('state').className = 'problem';
}
document.body.dataset.ready = 'true';
