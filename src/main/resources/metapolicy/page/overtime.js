// The figures over time: trust, and what it is made of that people see first, each with the version's moves.
import {axis, base, movesOf, plain, sentence, two} from './charts.js';
import {instant, moment} from './tables.js';

/** Where closings and moves stand: at the number of windows closed, or at their time, as the reader chose. */
function placed(data, version) {
  const at = data.byTime ? row => instant(row.created_at) : row => row.t;
  const known = rows => rows.filter(row => Number.isFinite(at(row)));
  return {at, snapshots: known(version.snapshots), moves: known(movesOf(data, version))};
}

const along = (data, colours) => data.byTime
  ? axis(colours, {type: 'time', name: 'time (UTC)', splitLine: {show: false}})
  : axis(colours, {type: 'value', name: 'windows closed', minInterval: 1, min: 'dataMin', max: 'dataMax', splitLine: {show: false}});

const toldAt = (moves, at, place) =>
  moves.filter(move => at(move) === place).map(move => plain(`${move.letter}: ${sentence(move)}`)).join('\n');

const closing = row => row && `after ${row.t} windows, ${moment(row.created_at)}\ntrust ${two(row.trust_score)}, interval `
  + `${two(row.trust_lower)} to ${two(row.trust_upper)}\nmean reward ${two(row.reward_mean)}, overrides ${two(row.override_rate)}`;

/** The moves as letters above the plot, each with a line down to the axis. */
function marks(moves, at, height, colours) {
  const places = [...new Set(moves.map(at))];
  return {
    name: 'moves', type: 'scatter', color: colours.data2, symbol: 'diamond', symbolSize: 12, z: 6, data: places.map(place => [place, height]),
    label: {show: true, position: 'top', color: colours.text, fontSize: 11,
      formatter: item => moves.filter(move => at(move) === item.value[0]).map(move => move.letter).join(' ')},
    markLine: {silent: true, symbol: 'none', label: {show: false},
      lineStyle: {type: 'dashed', color: colours.data2, width: 1}, data: places.map(place => ({xAxis: place}))},
  };
}

const trustOverTime = {
  id: 'trust',
  wide: true,
  ofVersion: true,
  title: version => `Trust over time: ${version.id}`,
  how: 'The line is the trust score each time a window of episodes closed, the band its 95 % interval, the dotted lines '
    + 'the thresholds; a letter marks a move of this version, told below the plot.',
  empty: 'This version has no snapshot yet: one is taken each time a window of episodes closes.',
  columns: ['t', 'created_at', 'trust_score', 'trust_lower', 'trust_upper', 'reward_mean', 'override_rate', 'n'],
  rows: (data, version) => version?.snapshots ?? [],
  list: (data, version) => movesOf(data, version).map(event => [`${event.letter}: ${sentence(event)}`, event]),
  option(data, version, colours) {
    const {at, snapshots, moves} = placed(data, version);
    const bounded = snapshots
      .filter(snapshot => snapshot.trust_lower !== null && snapshot.trust_upper !== null)
      .map(snapshot => [at(snapshot), snapshot.trust_lower, snapshot.trust_upper]);
    const byHeight = Object.entries(data.family.thresholds).reduce(
      (found, [name, value]) => found.set(value, [...(found.get(value) ?? []), name]), new Map());
    const option = base(colours);
    return {
      ...option,
      legend: {...option.legend, data: ['trust score', '95 % interval', 'moves']},
      tooltip: {
        ...option.tooltip,
        trigger: 'item',
        formatter: item => item.seriesName === 'moves' ? toldAt(moves, at, item.value[0])
          : closing(snapshots.find(snapshot => at(snapshot) === item.value[0])),
      },
      xAxis: along(data, colours),
      yAxis: axis(colours, {type: 'value', min: 0, max: 1.1, interval: 0.2, axisLabel: {
        color: colours.muted, formatter: value => value > 1 ? '' : value.toFixed(1)}}),
      series: [
        {name: '95 % interval', type: 'custom', silent: true, color: colours.band, data: bounded.slice(0, 1),
          // One shape over all closings: stacked lines would add up their places on a numeric axis too.
          renderItem: (params, api) => ({
            type: 'polygon', style: {fill: colours.band, opacity: 0.45},
            shape: {points: [...bounded.map(([t, , upper]) => api.coord([t, upper])),
              ...[...bounded].reverse().map(([t, lower]) => api.coord([t, lower]))]},
          })},
        {name: 'trust score', type: 'line', data: snapshots.map(snapshot => [at(snapshot), snapshot.trust_score]), color: colours.data1, symbol: 'circle', symbolSize: 7,
          lineStyle: {width: 2.5}, z: 5,
          markLine: {silent: true, symbol: 'none', lineStyle: {type: 'dotted', color: colours.text, width: 1.2},
            data: [...byHeight].map(([value, names], i) => ({yAxis: value, label: {
              position: i % 2 === 0 ? 'insideStartTop' : 'insideEndTop', color: colours.text, fontSize: 11,
              formatter: `${names.join(', ')} ${value}`}}))}},
        marks(moves, at, 1.04, colours),
      ],
    };
  },
};

const outcomesOverTime = {
  id: 'outcomes',
  wide: true,
  ofVersion: true,
  title: version => `Reward and overrides over time: ${version.id}`,
  how: 'The mean reward (between -1 and 1) and the share of episodes that people overrode, each time a window closed; the letters '
    + 'are the same moves as above.',
  empty: trustOverTime.empty,
  columns: ['t', 'created_at', 'reward_mean', 'override_rate', 'n'],
  rows: (data, version) => version?.snapshots ?? [],
  option(data, version, colours) {
    const {at, snapshots, moves} = placed(data, version);
    const option = base(colours);
    const line = (name, key, color, symbol) => ({name, type: 'line', color, symbol, symbolSize: 7, lineStyle: {width: 2},
      data: snapshots.filter(row => row[key] !== null).map(row => [at(row), row[key]])});
    return {
      ...option,
      tooltip: {...option.tooltip, trigger: 'item', formatter: item => item.seriesName === 'moves'
        ? toldAt(moves, at, item.value[0]) : closing(snapshots.find(row => at(row) === item.value[0]))},
      xAxis: along(data, colours),
      yAxis: axis(colours, {type: 'value', max: 1.1, min: ({min}) => Math.min(0, Math.floor(min * 5) / 5), interval: 0.2, axisLabel: {
        color: colours.muted, formatter: value => value > 1 ? '' : value.toFixed(1)}}),
      series: [
        line('mean reward', 'reward_mean', colours.data1, 'circle'), line('override rate', 'override_rate', colours.bad, 'triangle'),
        marks(moves, at, 1.04, colours)],
    };
  },
};

export const OVER_TIME = [trustOverTime, outcomesOverTime];
