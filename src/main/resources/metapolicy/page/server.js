// Asks the server and sends to it; what it refuses comes as an error that says so in the server's own words.
const root = new URL('..', import.meta.url);
const database = new URLSearchParams(location.search).get('database');

/** An address of the interface, with the database that this page is about; parameters without a value are left out. */
export function address(path, parameters = {}) {
  const url = new URL(path, root);
  for (const [name, value] of Object.entries({...parameters, database})) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, value);
  }
  return url.href;
}

/** The family that this page's address names: all before the last part of the path. */
export const familyOf = () => decodeURIComponent(location.pathname.split('/').at(-2));

const WHAT = {401: 'Log in first', 403: 'You may not do this', 404: 'There is no such thing', 409: 'This is not possible now',
  503: 'The database could not do this now', 504: 'The database took too long'};

async function answered(request) {
  let answer;
  try {
    answer = await request();
  } catch {
    throw new Error('The server does not answer. Is it running? Load the page again when it is.');
  }
  const body = await answer.json().catch(() => null);
  if (answer.ok && body) return body;
  const detail = body?.detail ?? body?.errors?.[0]?.message ?? 'The server gave no reason.';
  throw new Error(`${WHAT[answer.status] ?? 'The server refused'} (${answer.status}): ${detail}`);
}

export const read = (path, parameters) =>
  answered(() => fetch(address(path, parameters), {headers: {accept: 'application/json'}}));

/** Every row of a list that comes in pages. */
export async function readAll(path, list) {
  const rows = [];
  for (let after = null, more = true; more;) {
    const page = await read(path, {after, limit: 1000});
    rows.push(...page[list]);
    after = page.next;
    more = after !== null;
  }
  return rows;
}

export const send = (path, body) => answered(() => fetch(address(path), {
  method: 'POST', headers: {accept: 'application/json', 'content-type': 'application/json'}, body: JSON.stringify(body)}));
