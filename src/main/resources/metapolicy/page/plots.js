// The figures: for each what it asks, how to read it, the rows behind it, and how ECharts draws them.
import {contexts} from './contexts.js';
import {axis, base, plain, sentence, two} from './charts.js';
import {OVER_TIME} from './overtime.js';
import {stops} from './stops.js';
import {instant, named} from './tables.js';

const VERDICTS = ['KEPT', 'BREACHED', 'LEADING', 'INCONCLUSIVE'];

const guardrails = {
  id: 'guardrails',
  ofVersion: true,
  title: version => `Guardrail evidence: ${version.id}`,
  how: 'Each bar is a guardrail\'s part of the evidence that limits are broken, as a share of what raises the alarm; when all '
    + 'together reach 100 % the version is taken out of service. Evidence below zero is drawn as none. '
    + 'The table has the estimate over the trust windows beside the one since the watch began.',
  empty: 'No guardrail of this version has seen an outcome yet.',
  columns: ['name', 'verdict', 'leads', 'limit', 'estimate_windows', 'estimate', 'n', 'log_e', 'log_e_all', 'log_threshold', 'reason'],
  rows: (data, version) => (version?.guardrails ?? []).some(guardrail => guardrail.n > 0) ? version.guardrails : [],
  option(data, version, colours) {
    const rows = [...version.guardrails].reverse();
    const share = row => Math.max(0, 100 * (row.log_e ?? 0) / row.log_threshold);
    const colourOf = {KEPT: colours.good, BREACHED: colours.bad, LEADING: colours.bad, INCONCLUSIVE: colours.unsure};
    const option = base(colours);
    return {
      ...option,
      // The bars say their verdicts themselves.
      legend: undefined,
      grid: {...option.grid, top: 24, right: 96},
      tooltip: {...option.tooltip, trigger: 'item', formatter: item => {
        const row = rows[item.dataIndex];
        return plain(`${row.name}: ${row.verdict}${row.leads ? ', leads' : ''}`) + `\n${two(share(row))} % of the alarm\nlately ${two(row.estimate_windows)}, since the watch began ${two(row.estimate)}, limit `
          + `${two(row.limit)}, from ${row.n} values\n` + plain(row.reason);
      }},
      xAxis: axis(colours, {type: 'value', name: '% of the alarm', min: 0, splitNumber: 3, max: Math.ceil(Math.max(120, ...rows.map(share)) / 20) * 20}),
      yAxis: axis(colours, {type: 'category', data: rows.map(row => row.name.replaceAll('_', ' ')), nameGap: 8,
        axisLabel: {color: colours.text}}),
      series: VERDICTS.map((verdict, i) => ({
        name: verdict, type: 'bar', stack: 'evidence', color: colourOf[verdict], barMinHeight: 2,
        data: rows.map(row => row.verdict === verdict ? share(row) : null),
        label: {show: true, position: 'right', color: colours.text, fontSize: 11,
          formatter: item => rows[item.dataIndex].verdict === verdict ? verdict : ''},
        markLine: i > 0 ? undefined : {silent: true, symbol: 'none', data: [{xAxis: 100}],
          label: {formatter: 'alarm', color: colours.bad, position: 'end'}, lineStyle: {color: colours.bad, type: 'solid', width: 2}},
      })),
    };
  },
};

/** Whom an event is of, on the axis. */
const nameOf = event => named(event.version_id ?? 'the family');

const moves = {
  id: 'moves',
  wide: true,
  title: () => 'Moves on the time line',
  how: 'Every governance event of the family, by time (UTC): a circle is a person\'s act, a triangle an automatic one; the newest '
    + 'are told below the plot.',
  height: data => 80 + 60 * new Set(data.events.map(event => event.version_id)).size,
  empty: 'Nothing has happened in this family yet.',
  columns: ['seq', 'created_at', 'action', 'version_id', 'from_status', 'to_status', 'actor', 'actor_kind', 'reason', 'links'],
  rows: data => data.events,
  list: data => data.events.slice(0, 8).map(event => [sentence(event), event]),
  option(data, version, colours) {
    const names = [...new Set(data.events.map(nameOf))].sort().reverse();
    const option = base(colours);
    return {
      ...option,
      tooltip: {...option.tooltip, trigger: 'item', formatter: item => plain(sentence(item.data.event))},
      xAxis: axis(colours, {type: 'time', name: 'time (UTC)', splitLine: {show: false}}),
      yAxis: axis(colours, {type: 'category', data: names, axisLabel: {color: colours.text, width: 110, fontSize: 11, lineHeight: 12, overflow: 'breakAll'},
        splitLine: {show: true, lineStyle: {color: colours.line, opacity: 0.5}}}),
      series: [['HUMAN', 'by a person', 'circle', colours.data1], ['AUTOMATIC', 'automatic', 'triangle', colours.data2]].map(
        ([kind, name, symbol, color]) => ({
          name, type: 'scatter', symbol, symbolSize: 13, color,
          data: data.events.filter(event => event.actor_kind === kind && event.created_at).map(event => ({
            value: [instant(event.created_at), nameOf(event)], event})),
        })),
    };
  },
};

/** About the middle of a point. */
const SHAPES = {
  LIVE: 'M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0Z',
  CANDIDATE: 'M0 -8L8 0L0 8L-8 0Z',
  PAUSED: 'M-6 -6H6V6H-6Z',
  ROLLED_BACK: 'M0 -7L7.5 6H-7.5Z',
  DEPRECATED: 'M-3 -6H3A3 3 0 0 1 6 -3V3A3 3 0 0 1 3 6H-3A3 3 0 0 1 -6 3V-3A3 3 0 0 1 -3 -6Z',
};

/** Pixels: of a line of the tree, which holds an id of two lines and its status; of a character, with room for wide ones. */
const LINE = 52;
const CHARACTER = 7;
/** What a label keeps of the width, however many generations stand before it. */
const LABEL = 250;

/** Each version below the one that it was made from, as far to the right as it has ancestors. */
function descent(rows) {
  const ids = new Set(rows.map(row => row.id));
  const children = new Map();
  for (const row of rows) {
    // A row of depth 0 hangs on the family, whatever parent was written into it by hand.
    const parent = row.depth > 0 && row.parent_version_id !== row.id && ids.has(row.parent_version_id) ? row.parent_version_id : null;
    children.set(parent, [...(children.get(parent) ?? []), row]);
  }
  const lines = [];
  const below = (parent, at, generation) => {
    for (const row of children.get(parent) ?? []) {
      lines.push({row, parent: at, generation});
      below(row.id, lines.length, generation + 1);
    }
  };
  below(null, 0, 1);
  return lines;
}

/** An id of at most two lines; of one that is longer both ends tell most. */
const twoLines = (text, width) => {
  const id = named(text);
  const fits = 2 * Math.floor(width / CHARACTER) - 1;
  return id.length <= fits ? id : `${id.slice(0, Math.ceil(fits / 2))}…${id.slice(-Math.floor(fits / 2))}`;
};

const lineage = {
  id: 'lineage',
  title: () => 'Lineage',
  how: 'Read from the family at the top: each version hangs on the one it was made from, with its status and its trust.',
  empty: 'This family has no version yet.',
  columns: ['id', 'version_tag', 'parent_version_id', 'depth', 'status', 'trust_score', 'reason'],
  rows: data => data.lineage,
  height: data => LINE * (data.lineage.length + 1),
  option(data, version, colours) {
    const colourOf = {LIVE: colours.good, CANDIDATE: colours.data1, PAUSED: colours.data2, ROLLED_BACK: colours.bad};
    const lines = [{generation: 0}, ...descent(data.lineage)];
    const generations = Math.max(...lines.map(line => line.generation));
    const option = base(colours);
    return {
      ...option,
      legend: undefined,
      tooltip: {...option.tooltip, trigger: 'item', formatter: item => {
        const row = lines[item.dataIndex].row;
        return row ? plain(`${row.id} (${row.version_tag ?? 'no tag'})`) + `\n${row.status}, trust ${two(row.trust_score)}\n`
          + plain(row.reason ?? '') : plain(data.family.id);
      }},
      series: [{
        type: 'custom', coordinateSystem: 'none', data: lines.map((line, i) => i),
        renderItem(params, api) {
          const {row, parent, generation} = lines[params.dataIndex];
          const step = Math.max(4, Math.min(26, (api.getWidth() - LABEL) / (generations + 1)));
          const x = at => 14 + step * lines[at].generation;
          const y = at => LINE * (at + 0.5);
          const here = {x: x(params.dataIndex), y: y(params.dataIndex)};
          const width = api.getWidth() - here.x - 20;
          const colour = row ? colourOf[row.status] ?? colours.unsure : colours.muted;
          return {type: 'group', children: [
            ...(row ? [{type: 'polyline', silent: true, style: {stroke: colours.muted, lineWidth: 1.5, fill: null},
              shape: {points: [[x(parent), y(parent) + 10], [x(parent), here.y], [here.x - 10, here.y]]}}] : []),
            {type: 'path', ...here, shape: {pathData: SHAPES[row?.status ?? 'LIVE'] ?? SHAPES.LIVE},
              style: row ? {fill: colour, stroke: colour} : {fill: colours.card, stroke: colour, lineWidth: 2}},
            {type: 'text', x: here.x + 14, y: here.y, style: {
              text: row ? `${twoLines(row.id, width)}\n${row.status} ${two(row.trust_score)}` : twoLines(data.family.id, width),
              fill: colours.text, font: '11px system-ui, sans-serif', lineHeight: 14, verticalAlign: 'middle',
              width, overflow: 'breakAll'}},
          ]};
        },
      }],
    };
  },
};

const REGIMES = ['NONE', 'CONSERVATIVE', 'STANDARD', 'EXPLORATORY'];
const DECISIONS = ['USE_VERSION', 'FALLBACK', 'NO_INTERVENTION'];

const regimes = {
  id: 'regimes',
  title: () => 'Decisions by regime',
  how: 'How often the recorded steps met each regime, and what was decided in it; a missing signal makes a regime conservative.',
  empty: 'No decision was recorded: metapolicy.step records one for each trial.',
  columns: ['regime', 'decision', 'n'],
  rows: data => data.regimes,
  option(data, version, colours) {
    const option = base(colours);
    const palette = [colours.data1, colours.data2, colours.unsure];
    return {
      ...option,
      tooltip: {...option.tooltip, trigger: 'item', formatter: item => `${item.name}, ${item.seriesName}: ${item.value}`},
      xAxis: axis(colours, {type: 'category', data: REGIMES, axisLabel: {
        color: colours.text, interval: 0, fontSize: 10, formatter: name => name.toLowerCase()}}),
      yAxis: axis(colours, {type: 'value', name: '', minInterval: 1}),
      series: DECISIONS.map((decision, i) => ({
        name: decision.toLowerCase().replaceAll('_', ' '), type: 'bar', stack: 'decisions', color: palette[i],
        data: REGIMES.map(regime => data.regimes
          .filter(row => row.regime === regime && row.decision === decision)
          .reduce((sum, row) => sum + row.n, 0) || null),
      })),
    };
  },
};

const reliability = {
  id: 'reliability',
  title: () => 'Trust as a forecast',
  how: 'Each point holds snapshots of about the same score and shows how often the next window kept all limits, with its '
    + '95 % interval; on the diagonal the score is that probability.',
  empty: 'Uncalibrated: no snapshot has a next window to compare with yet.',
  note: data => data.calibration.calibrated
    ? `Calibrated on ${data.calibration.n} forecasts; Brier score ${two(data.calibration.brier)}.`
    : `Uncalibrated: ${data.calibration.n} forecasts of the ${data.calibration.enough} that are needed.`,
  columns: ['low', 'high', 'count', 'mean_trust', 'kept_rate', 'lower', 'upper'],
  rows: data => data.calibration.bins,
  option(data, version, colours) {
    const bins = data.calibration.bins;
    const option = base(colours);
    return {
      ...option,
      tooltip: {...option.tooltip, trigger: 'item', formatter: item => {
        const bin = bins[item.dataIndex];
        return item.seriesName === 'kept' ? `score ${two(bin.low)} to ${two(bin.high)}: ${bin.count} forecasts\nkept in `
          + `${two(bin.kept_rate)}, interval ${two(bin.lower)} to ${two(bin.upper)}` : '';
      }},
      legend: undefined,
      grid: {...option.grid, top: 16, left: 28},
      xAxis: axis(colours, {type: 'value', min: 0, max: 1, name: 'trust score'}),
      yAxis: axis(colours, {type: 'value', min: 0, max: 1, name: 'share that kept all limits', nameGap: 34}),
      series: [
        {name: 'perfect', type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', silent: true, color: colours.muted,
          lineStyle: {type: 'dashed'}},
        {name: 'interval', type: 'custom', silent: true, data: bins.map(bin => [bin.mean_trust, bin.lower, bin.upper]),
          renderItem(params, api) {
            const low = api.coord([api.value(0), api.value(1)]);
            const high = api.coord([api.value(0), api.value(2)]);
            const stroke = {stroke: colours.data1, lineWidth: 2};
            const bar = (x1, y1, x2, y2) => ({type: 'line', shape: {x1, y1, x2, y2}, style: stroke});
            return {type: 'group', children: [bar(low[0], low[1], high[0], high[1]),
              bar(low[0] - 5, low[1], low[0] + 5, low[1]), bar(high[0] - 5, high[1], high[0] + 5, high[1])]};
          }},
        {name: 'kept', type: 'scatter', symbolSize: 11, color: colours.data1, data: bins.map(bin => [bin.mean_trust, bin.kept_rate])},
      ],
    };
  },
};

export const FIGURES = [...OVER_TIME, contexts, stops, guardrails, lineage, moves, regimes, reliability];
