// What all figures share: how moves are told, and how axes and tooltips look.
import {instant, moment, named} from './tables.js';

export const two = number => (number === null || number === undefined ? '–' : number.toFixed(2));

/** Tooltips are drawn as text; braces would be read as ECharts' own markup, and long reasons would leave the page. */
export const plain = text => named(text).replaceAll('{', '(').replaceAll('}', ')').replace(/(.{1,44})(\s+|$)/g, '$1\n').trimEnd();

const who = event => event.actor_kind === 'AUTOMATIC' ? 'automatic' : event.actor + ', a person';

/** A move in one line: what, by whom, when and why. */
export const sentence = event =>
  `${event.action}${event.version_id ? ' of ' + event.version_id : ''} (${who(event)}), ${moment(event.created_at)}: ${event.reason ?? 'no reason given'}`;

const letter = i => String.fromCharCode(97 + (i % 26)) + (i < 26 ? '' : Math.floor(i / 26));

/** The version's moves that changed its standing, oldest first, each at the number of windows closed before it. */
export function movesOf(data, version) {
  return data.events
    .filter(event => event.version_id === version.id)
    .reverse()
    .map((event, i) => ({
      ...event,
      letter: letter(i),
      t: version.snapshots
        .filter(snapshot => instant(snapshot.created_at) <= instant(event.created_at))
        .reduce((latest, snapshot) => Math.max(latest, snapshot.t), version.snapshots[0]?.t ?? 0),
    }));
}

export function base(colours) {
  return {
    animation: false,
    useUTC: true,
    aria: {enabled: true, decal: {show: true}},
    textStyle: {color: colours.text, fontFamily: 'system-ui, sans-serif'},
    grid: {left: 8, right: 36, top: 40, bottom: 32, containLabel: true},
    tooltip: {
      renderMode: 'richText', confine: true, backgroundColor: colours.card, borderColor: colours.muted,
      textStyle: {color: colours.text, fontSize: 12},
    },
    legend: {top: 0, itemGap: 8, itemWidth: 18, textStyle: {color: colours.text}},
  };
}

export function axis(colours, more) {
  return {
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: {color: colours.muted},
    axisLabel: {color: colours.muted, hideOverlap: true},
    axisLine: {lineStyle: {color: colours.muted}},
    splitLine: {lineStyle: {color: colours.line, opacity: 0.5}},
    ...more,
  };
}
