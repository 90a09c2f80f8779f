// Each stop in four steps: localize, roll up, restructure, project down.
import {make, moment, shown} from './tables.js';

const named = id => id ?? 'nobody';
const percent = rate => `${Math.round(rate * 100)} %`;

function localized(stop) {
  const what = stop.guardrails.length > 0 ? stop.guardrails.join(', ') : 'trust on the whole';
  const when = stop.window === null ? '' : `, seen after ${stop.window} windows`;
  if (stop.context_n === null) return `${what}${when}.`;
  const where = stop.context_cluster === null ? 'of its last episodes, which name no context' : `${stop.suspended_in === stop.context_cluster ? '' : 'worst '}in the context ${stop.context_cluster}`;
  const reward = stop.context_reward_mean === null ? '' : `, mean reward ${shown(stop.context_reward_mean)}`;
  return `${what}${when}; ${where}: ${percent(stop.context_override_rate)} of ${stop.context_n} overridden${reward}.`;
}

const standings = {
  SUSPENDED_IN_CONTEXT: stop => `suspended in the context ${stop.suspended_in} alone`,
  SUSPENDED_FOR_PARTICIPANT: () => 'suspended for one participant alone',
};
const standing = stop => (standings[stop.action] ?? (() => `${named(stop.from_status)} → ${named(stop.to_status)}`))(stop);

const steps = stop => [
  ['Localize', localized(stop)],
  ['Roll up', `Trust ${shown(stop.trust)} (${shown(stop.trust_lower)} to ${shown(stop.trust_upper)}); ${standing(stop)}: ${stop.reason}.`],
  ['Restructure', (stop.default_before === stop.default_after ? `The default stays ${named(stop.default_after)}`
    : `The default goes from ${named(stop.default_before)} to ${named(stop.default_after)}`)
    + (stop.also.length > 0 ? `; the same refresh: ${stop.also.join(', ')}.` : '.')],
  ['Project down', stop.after.length > 0 ? `The first decisions after it: ${stop.after.join(', ')}.` : 'No step was decided after it yet.'],
];

function card(stop) {
  const item = make('article', '', {className: 'stop'});
  const list = make('dl', '');
  list.append(...steps(stop).flatMap(([step, words]) => [make('dt', step), make('dd', words)]));
  item.append(make('h3', `${stop.version_id}, ${moment(stop.created_at)}`), list);
  return item;
}

export const stops = {
  id: 'stops',
  wide: true,
  title: () => 'Stops, from what was found to what came of it',
  how: 'A version that evidence took out of service, in four steps: where it was found, what that says of the whole, what was rearranged, '
    + 'and what was decided next.',
  empty: 'No version was taken out of service by itself.',
  columns: ['seq', 'action', 'created_at', 'version_id', 'suspended_in', 'guardrails', 'window', 'context_cluster', 'context_n', 'context_override_rate',
    'context_reward_mean', 'trust', 'trust_lower', 'trust_upper', 'from_status', 'to_status', 'reason', 'default_before', 'default_after',
    'also', 'after'],
  rows: data => data.stops,
  drawing(data) {
    const cards = make('div', '');
    cards.append(...data.stops.map(card));
    return cards;
  },
};
