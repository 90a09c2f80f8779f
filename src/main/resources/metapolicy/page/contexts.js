// The versions in each context: a table that is coloured by trust.
import {make, region, shown} from './tables.js';

/** A context a row, a version a column; what is not known is an empty cell, and says so. */
function heat(rows) {
  const versions = [...new Set(rows.map(row => row.version_id))];
  const table = make('table', '', {className: 'heat'});
  table.createCaption().textContent = 'Trust, and on how many episodes in that context it rests. The fuller the colour, the higher the trust.';
  const head = table.createTHead().insertRow();
  head.append(make('th', 'context', {scope: 'col'}), ...versions.map(id => make('th', id, {scope: 'col'})));
  const body = table.createTBody();
  for (const cluster of new Set(rows.map(row => row.context_cluster))) {
    const line = body.insertRow();
    line.append(make('th', cluster, {scope: 'row'}));
    for (const id of versions) {
      const cell = line.insertCell();
      const row = rows.find(one => one.version_id === id && one.context_cluster === cluster);
      const bar = row && (row.suspended ? ', suspended' : row.promoted ? '' : ', not promoted here');
      cell.textContent = row ? `${shown(row.trust)} (n ${row.n})${bar}` : 'not known';
      if (bar) cell.className = row.suspended ? 'suspended' : 'elsewhere';
      if (row) cell.style.setProperty('--trust', row.trust);
    }
  }
  return table;
}

export const contexts = {
  id: 'contexts',
  wide: true,
  title: () => 'Trust by context',
  how: 'How far each version that can be chosen may be relied on in each context: its own trust, with safety, robustness and coherence '
    + 'as its episodes there show them. Where they are few it stays near its trust on the whole. '
    + 'Where it broke its limits it is suspended, until an approver resumes it there; '
    + 'one that was promoted in some contexts alone is served in no others.',
  empty: 'No context is known yet: episodes name one in context_cluster, or a vector in context, and the next refresh counts them.',
  columns: ['version_id', 'context_cluster', 'suspended', 'promoted', 'trust', 'trust_lower', 'trust_upper', 'n'],
  rows: data => data.contexts,
  drawing: data => region('scroll', 'Trust by context, coloured', heat(data.contexts)),
};
