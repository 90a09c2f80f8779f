// What a figure draws, as a table for those who read it and as CSV for those who take it away.

/** Control characters but for tabs and ends of lines, and those that turn the direction of what follows; as reports name them. */
const STEERING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text to be read: what steers how it is drawn, and is not drawn itself, is named, or it would read as another than it is. */
export const named = text =>
  String(text).replace(STEERING, found => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);

/** A number with at most three digits after the point; a point in time without its zone; "–" where there is nothing. */
export function shown(value) {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(3);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return named(value);
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

/** An element with its text and properties. */
export const make = (name, text, more = {}) => Object.assign(document.createElement(name), {textContent: named(text), ...more},
  more.ariaLabel ? {ariaLabel: named(more.ariaLabel)} : {});

/** What may be too wide or too long for the page, in a frame that scrolls and that the keyboard reaches. */
export function region(className, label, content) {
  const frame = make('div', '', {className, tabIndex: 0});
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', named(label));
  frame.append(content);
  return frame;
}

/**
 * @param more columns that are for reading alone, by name: what makes the cell of a row
 */
export function table(caption, columns, rows, more = {}) {
  const element = document.createElement('table');
  element.createCaption().textContent = named(caption);
  const head = element.createTHead().insertRow();
  for (const column of [...columns, ...Object.keys(more)]) {
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
      if (Array.isArray(row[column])) cell.append(...row[column].map(linked));
      else cell.textContent = shown(row[column]);
      if (typeof row[column] === 'number') cell.className = 'number';
    }
    for (const content of Object.values(more)) line.insertCell().append(content(row));
  }
  return element;
}

/** What somebody gave as a link: one to follow if it leads to a page, else its text. */
function linked(text) {
  const line = make('div', '');
  line.append(/^https?:\/\//i.test(text) ? make('a', text, {href: text, rel: 'noreferrer'}) : named(text));
  return line;
}

/** RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function csv(columns, rows) {
  const cell = value => {
    if (value === null || value === undefined) return '';
    const text = Array.isArray(value) ? value.join(' ') : value;
    if (typeof text !== 'string') return String(text);
    const inert = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
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
