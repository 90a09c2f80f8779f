// What a figure draws, as a table for those who read it and as CSV for those who take it away.

/** A number with at most three digits after the point; a point in time without its zone; "–" where there is nothing. */
export function shown(value) {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(3);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** An instant of the server (ISO 8601, perhaps with a zone's name) to the second, in UTC. */
export function moment(text) {
  const at = instant(text);
  return Number.isNaN(at) ? 'at an unknown time' : new Date(at).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
}

/** The same in milliseconds since 1970; NaN where there is none. */
export function instant(text) {
  return text ? Date.parse(String(text).replace(/\[.*\]$/, '')) : Number.NaN;
}

export function table(caption, columns, rows) {
  const element = document.createElement('table');
  element.createCaption().textContent = caption;
  const head = element.createTHead().insertRow();
  for (const column of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = column.replaceAll('_', ' ');
    head.append(cell);
  }
  const body = element.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const column of columns) {
      const cell = line.insertCell();
      cell.textContent = shown(row[column]);
      if (typeof row[column] === 'number') cell.className = 'number';
    }
  }
  return element;
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csv(columns, rows) {
  const cell = value => {
    if (value === null || value === undefined) return '';
    if (typeof value !== 'string') return String(value);
    const inert = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(inert) ? '"' + inert.replaceAll('"', '""') + '"' : inert;
  };
  return [columns, ...rows.map(row => columns.map(column => row[column]))]
      .map(line => line.map(cell).join(','))
      .join('\r\n') + '\r\n';
}

export function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type: 'text/csv;charset=utf-8'}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
