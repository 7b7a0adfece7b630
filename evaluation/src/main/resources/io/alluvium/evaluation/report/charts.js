/*
 * What the charts of a report show, as options of ECharts, with the table behind each. It is run in the page and, without a
 * browser, for the pictures beside it: so it touches no document and reads nothing but its arguments.
 */
var AlluviumCharts = (function () {
  'use strict';

  var LIGHT = {
    ink: '#1f2933', soft: '#52606d', line: '#d5dbe1', surface: '#ffffff', low: '#f3f6f9', high: '#0b4f8a', bad: '#b3261e',
    marks: { 'new-class': '#7a5195', correction: '#8a6d00', domain: '#c2185b', task: '#52606d', drift: '#b3261e', release: '#0b4f8a' },
    palette: ['#0072b2', '#d55e00', '#009e73', '#aa3377', '#8a6d00', '#56b4e9', '#555555', '#cc79a7']
  };
  var DARK = {
    ink: '#e6eaee', soft: '#a9b4bf', line: '#3b4651', surface: '#171c21', low: '#1f2830', high: '#7fc4ff', bad: '#ff8a80',
    marks: { 'new-class': '#c3a6e8', correction: '#e0c04a', domain: '#ff80ab', task: '#a9b4bf', drift: '#ff8a80', release: '#7fc4ff' },
    palette: ['#5db8f0', '#ff9a4d', '#3fd1a3', '#e88bc4', '#e0c04a', '#a5d8ff', '#bbbbbb', '#ffb3d9']
  };
  var SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect', 'emptyCircle'];
  var DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 2], [12, 4], [6, 2], [3, 6]];
  var MAX_CELLS_SIDE = 40;
  var MAX_MARKS = 40;

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) {
      return '&#' + c.charCodeAt(0) + ';';
    });
  }

  function percent(value) {
    return value === undefined || value === null ? '-' : (100 * value).toFixed(1) + ' %';
  }

  function number(value, digits) {
    return value === undefined || value === null ? '-' : Number(value).toFixed(digits);
  }

  function big(value) {
    var units = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
    for (var i = 0; i < units.length; i++) {
      if (Math.abs(value) >= units[i][0]) {
        return Number((value / units[i][0]).toPrecision(3)) + ' ' + units[i][1];
      }
    }
    return String(Number(Number(value).toPrecision(3)));
  }

  /**
   * The library keeps texts as keys of plain objects: a name that every object has as a property, as constructor, gets a space
   * of no width.
   */
  function safe(text) {
    return Object.prototype.hasOwnProperty.call(Object.prototype, text) ? text + '\u200b' : String(text);
  }

  function short(text, length) {
    var all = Array.from(String(text));
    return all.length > length ? all.slice(0, length - 1).join('') + '…' : safe(text);
  }

  /** The heads of a report, each with its runs: one, or one for each script. */
  function headsOf(report) {
    return Object.keys(report.heads || {}).map(function (name) {
      var row = report.heads[name];
      return { name: name, row: row, runs: row.runs || [row] };
    });
  }

  function axis(theme, name, more) {
    return Object.assign({
      name: name, nameLocation: 'middle', nameTextStyle: { color: theme.soft },
      axisLabel: { color: theme.soft, hideOverlap: true }, axisLine: { lineStyle: { color: theme.line } },
      splitLine: { lineStyle: { color: theme.line, opacity: 0.6 } }
    }, more);
  }

  function base(theme, more) {
    return Object.assign({
      animation: false, color: theme.palette, backgroundColor: 'transparent',
      textStyle: { color: theme.ink, fontFamily: 'system-ui, Segoe UI, DejaVu Sans, Arial, sans-serif' },
      legend: { type: 'scroll', top: 0, left: 'center', textStyle: { color: theme.ink }, pageTextStyle: { color: theme.ink },
        pageIconColor: theme.ink, pageIconInactiveColor: theme.line, itemWidth: 34 },
      grid: { left: 62, right: 24, top: 44, bottom: 52 },
      tooltip: { confine: true, backgroundColor: theme.surface, borderColor: theme.line, textStyle: { color: theme.ink } },
      aria: { enabled: true }
    }, more);
  }

  /** Begins at a tenth below the smallest value, where there are values to begin at. */
  function shareAxis(theme, name, values) {
    var least = values && values.length > 0 ? Math.min.apply(null, values) : 0;
    return axis(theme, name, { type: 'value', min: Math.max(0, Math.floor(10 * least - 0.5) / 10), max: 1, nameGap: 44,
      axisLabel: { color: theme.soft, formatter: function (v) { return Math.round(100 * v) + ' %'; } } });
  }

  var MARKS = {
    'new-class': ['new class', 'dotted'], correction: ['correction', [2, 6]], domain: ['domain', 'dashed'],
    task: ['end of task', 'solid'], drift: ['drift', 'dashed'], release: ['release', 'solid']
  };

  function mark(theme, kind) {
    var look = MARKS[kind] || [kind, 'solid'];
    return { name: look[0], color: theme.marks[kind] || theme.soft, type: look[1] };
  }

  /** One invisible series for each kind of mark, so that its lines can be turned off in the legend. */
  function markSeries(theme, marks) {
    var kinds = Object.create(null);
    marks.forEach(function (m) { (kinds[m.kind] = kinds[m.kind] || []).push(m); });
    return Object.keys(kinds).map(function (kind) {
      var look = mark(theme, kind);
      var every = Math.ceil(kinds[kind].length / MAX_MARKS);
      return {
        type: 'line', name: look.name, data: [], color: look.color, symbol: 'none', lineStyle: { type: look.type, width: 2 },
        markLine: {
          symbol: 'none', label: { show: false }, lineStyle: { color: look.color, type: look.type, width: 1, opacity: 0.75 },
          data: kinds[kind].filter(function (_, i) { return i % every === 0; }).map(function (m) { return { xAxis: m.samples }; })
        }
      };
    });
  }

  function stream(report, theme, compact) {
    var series = [];
    var rows = [];
    var marks = [];
    var points = 0;
    var shares = [];
    var imbalance = headsOf(report).some(function (head) { return head.runs.length > 1; });
    headsOf(report).forEach(function (head, h) {
      var run = head.runs[head.runs.length - 1];
      var curve = run.curve || [];
      points = Math.max(points, curve.length);
      if (marks.length === 0) { marks = run.marks || []; }
      series.push({ type: 'line', name: safe(head.name), showSymbol: false, symbol: SYMBOLS[h % SYMBOLS.length],
        lineStyle: { width: 2, type: DASHES[h % DASHES.length] },
        data: curve.map(function (p) { return [p.samples, p.windowAccuracy]; }) });
      curve.forEach(function (p) { shares.push(p.windowAccuracy); rows.push([head.name, p.samples, percent(p.windowAccuracy), percent(p.accuracy)]); });
    });
    marks.forEach(function (m) { rows.push([mark(theme, m.kind).name, m.samples, m.count, (m.names || []).join(', ')]); });
    if (points < 2) { return null; }
    return {
      id: 'stream', title: 'Accuracy over the stream',
      note: 'Share of right answers among the last 1,000, each given before its label.'
        + (imbalance ? ' Of the last run.' : ''),
      table: { columns: ['Head or mark', 'Samples before it', 'Last 1,000 (marks: how many)', 'All so far (marks: names)'], rows: rows },
      option: base(theme, {
        xAxis: axis(theme, 'graded samples', { type: 'value', nameGap: 30, max: 'dataMax' }),
        yAxis: shareAxis(theme, 'right answers', shares),
        dataZoom: compact ? [] : [{ type: 'inside', filterMode: 'none' }],
        tooltip: Object.assign(base(theme).tooltip, { trigger: 'axis', formatter: function (parts) {
          return parts.length === 0 ? '' : escape(parts[0].value[0]) + ' samples' + parts.map(function (p) {
            return '<br>' + p.marker + escape(p.seriesName) + ' <b>' + percent(p.value[1]) + '</b>';
          }).join('');
        } }),
        series: series.concat(markSeries(theme, marks))
      })
    };
  }

  function recall(counts) { return counts.samples > 0 ? counts.correct / counts.samples : 0; }

  function classes(report, theme, compact) {
    var heads = headsOf(report);
    var lastRuns = heads.map(function (head) { return head.runs[head.runs.length - 1]; });
    var names = Object.create(null);
    lastRuns.forEach(function (run) { Object.keys(run.classes || {}).forEach(function (c) { names[c] = true; }); });
    var rows = [];
    var ranked = Object.keys(names).filter(function (c) {
      return lastRuns.some(function (run) { return run.classes && run.classes[c] && run.classes[c].samples > 0; });
    }).map(function (c) {
      var sum = 0;
      lastRuns.forEach(function (run) { sum += run.classes && run.classes[c] ? recall(run.classes[c]) : 0; });
      return { name: c, mean: sum / lastRuns.length };
    }).sort(function (a, b) { return a.mean - b.mean || (a.name < b.name ? -1 : 1); });
    heads.forEach(function (head, h) {
      Object.keys(lastRuns[h].classes || {}).forEach(function (c) {
        var counts = lastRuns[h].classes[c];
        rows.push([c, head.name, counts.samples, counts.answers, counts.correct, percent(recall(counts)),
          percent(counts.answers > 0 ? counts.correct / counts.answers : 0)]);
      });
    });
    if (ranked.length === 0) { return null; }
    var worst = ranked.slice(0, compact ? 20 : 25).reverse();
    return {
      id: 'classes', title: 'Accuracy by class', height: 130 + 19 * worst.length,
      note: (worst.length < ranked.length ? 'The ' + worst.length + ' classes of ' + ranked.length + ' that are found least'
        : 'All classes') + ', mean over heads. All of them are in the table.',
      search: true,
      table: { columns: ['Class', 'Head', 'Samples', 'Answers', 'Right', 'Recall', 'Precision'], rows: rows },
      option: base(theme, {
        grid: { left: compact ? 118 : 170, right: 24, top: 44, bottom: 46 },
        legend: Object.assign(base(theme).legend, { itemWidth: 12 }),
        xAxis: shareAxisBelow(theme, 'recall'),
        yAxis: axis(theme, '', { type: 'category', data: worst.map(function (c) { return safe(c.name); }),
          axisLabel: { color: theme.soft, interval: 0, fontSize: 11,
            formatter: function (v) { return short(v, compact ? 16 : 24); } } }),
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return escape(worst[p.dataIndex].name) + '<br>' + p.marker + escape(p.seriesName) + ' <b>' + percent(p.value[0]) + '</b>';
        } }),
        series: heads.map(function (head, h) {
          return { type: 'scatter', name: safe(head.name), symbol: SYMBOLS[h % SYMBOLS.length], symbolSize: 9,
            symbolOffset: [0, 5 * (h - (heads.length - 1) / 2)], itemStyle: { opacity: 0.85 },
            data: worst.map(function (c, i) {
              var counts = (lastRuns[h].classes || {})[c.name];
              return [counts ? recall(counts) : 0, i];
            }) };
        })
      })
    };
  }

  function shareAxisBelow(theme, name) { return Object.assign(shareAxis(theme, name), { nameGap: 28 }); }

  function heat(theme, xs, ys, cells, max, format, compact) {
    var longest = Math.min(18, Math.max.apply(null, xs.map(function (x) { return String(x).length; })));
    return {
      grid: { left: compact ? 90 : 130, right: 20, top: 14, bottom: 50 + 5.5 * longest },
      xAxis: axis(theme, '', { type: 'category', data: xs.map(safe), axisLabel: { color: theme.soft, rotate: 60, fontSize: 10,
        interval: xs.length > 60 ? 'auto' : 0, formatter: function (v) { return short(v, 18); } }, splitLine: { show: false } }),
      yAxis: axis(theme, '', { type: 'category', inverse: true, data: ys.map(safe), axisLabel: { color: theme.soft, fontSize: 10,
        interval: ys.length > 60 ? 'auto' : 0, formatter: function (v) { return short(v, compact ? 12 : 18); } },
        splitLine: { show: false } }),
      visualMap: { dimension: 2, min: 0, max: max || 1, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 90,
        itemWidth: 12, textStyle: { color: theme.soft }, inRange: { color: [theme.low, theme.high] },
        formatter: format },
      legend: undefined,
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: theme.surface, borderWidth: xs.length > 30 ? 0 : 1 } }]
    };
  }

  function confusion(head, theme, compact) {
    var run = head.runs[head.runs.length - 1];
    var mistakes = run.mistakes || [];
    var counts = run.classes || {};
    var weight = Object.create(null);
    mistakes.forEach(function (m) {
      weight[m.label] = (weight[m.label] || 0) + m.count;
      if (m.answer) { weight[m.answer] = (weight[m.answer] || 0) + m.count; }
    });
    var names = Object.keys(counts);
    if (mistakes.length === 0 || names.length < 2) { return null; }
    var shown = names.slice().sort(function (a, b) { return (weight[b] || 0) - (weight[a] || 0) || (a < b ? -1 : 1); })
      .slice(0, compact ? 20 : MAX_CELLS_SIDE).sort();
    var at = Object.create(null);
    shown.forEach(function (c, i) { at[c] = i; });
    var cells = shown.map(function (c, i) { return [i, i, counts[c].samples > 0 ? counts[c].correct / counts[c].samples : 0,
      counts[c].correct]; });
    mistakes.forEach(function (m) {
      if (at[m.label] !== undefined && at[m.answer] !== undefined) {
        cells.push([at[m.answer], at[m.label], m.count / counts[m.label].samples, m.count]);
      }
    });
    var listed = mistakes.reduce(function (sum, m) { return sum + m.count; }, 0);
    var made = names.reduce(function (sum, c) { return sum + counts[c].samples - counts[c].correct; }, 0);
    var side = Math.max(300, Math.min(860, 190 + 17 * shown.length));
    return {
      id: 'confusion-' + head.name, group: 'confusion', head: head.name, title: 'Confusion', height: side,
      note: 'Rows are true classes, columns answers, cells shares of the row. '
        + (shown.length < names.length ? 'The ' + shown.length + ' classes of ' + names.length + ' with most mistakes. ' : '')
        + (listed < made ? 'The table has the ' + mistakes.length + ' most frequent mistakes.' : 'All mistakes are in the table.'),
      search: true,
      table: { columns: ['True class', 'Answer', 'How often', 'Share of the class'], rows: mistakes.map(function (m) {
        return [m.label, m.answer || '(none)', m.count, percent(m.count / counts[m.label].samples)];
      }) },
      option: base(theme, Object.assign(heat(theme, shown, shown, cells, 1, function (v) { return percent(v); }, compact), {
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return escape(shown[p.value[1]]) + '<br>taken for <b>' + escape(shown[p.value[0]]) + '</b><br>' + p.value[3] + ' times, '
            + percent(p.value[2]);
        } })
      }))
    };
  }

  function matrix(head, theme, compact) {
    var run = head.runs[0];
    var right = run['r_matrix.correct'];
    var total = run['r_matrix.total'];
    if (!right || head.runs.length > 1) { return null; }
    var names = (run.tasks || []).map(function (t) { return t.name; });
    var cells = [];
    var rows = [];
    right.forEach(function (row, i) {
      rows.push([names[i] || i + 1].concat(row.map(function (hits, j) { return percent(total[i][j] ? hits / total[i][j] : 0); })));
      row.forEach(function (hits, j) {
        if (total[i][j] > 0) { cells.push([j, i, hits / total[i][j]]); }
      });
    });
    return {
      id: 'matrix-' + head.name, group: 'matrix', head: head.name, title: 'Accuracy by task (R)',
      height: Math.max(320, Math.min(860, 200 + 26 * right.length)),
      note: 'After each task (row): accuracy on the test samples of each task (column).',
      table: { columns: ['After task'].concat(right.map(function (_, i) { return names[i] || String(i + 1); })), rows: rows },
      option: base(theme, Object.assign(heat(theme, names, names, cells, 1, function (v) { return percent(v); }, compact), {
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return 'after ' + escape(names[p.value[1]]) + '<br>on ' + escape(names[p.value[0]]) + ' <b>' + percent(p.value[2]) + '</b>';
        } })
      }))
    };
  }

  function compute(report, theme) {
    var heads = headsOf(report);
    var rows = [];
    var shares = [];
    var series = heads.map(function (head, h) {
      var tasks = head.runs.length === 1 ? head.row.tasks || [] : [];
      var points = tasks.map(function (t) { return [t.cumulative_cpu_seconds, t['seen_accuracy.samples'], t.name]; });
      tasks.forEach(function (t) {
        rows.push([head.name, t.name, t.cumulative_samples, big(t.cumulative_multiply_adds), number(t.cumulative_cpu_seconds, 3),
          percent(t['seen_accuracy.samples'])]);
      });
      points.forEach(function (p) { shares.push(p[1]); });
      shares.push(head.row.accuracy);
      points.push([head.row.cpu_seconds, head.row.accuracy, 'at the end']);
      rows.push([head.name, 'at the end', head.row.samples, big(head.row.multiply_adds), number(head.row.cpu_seconds, 3),
        percent(head.row.accuracy)]);
      return { type: 'line', name: safe(head.name), symbol: SYMBOLS[h % SYMBOLS.length], symbolSize: 11,
        lineStyle: { type: DASHES[h % DASHES.length], width: 1.5 }, data: points };
    });
    return {
      id: 'compute', title: 'Accuracy against compute', height: 340,
      note: 'Processor time of predictions, learning and solves, on one thread; with tasks, a point after each. The first head also'
        + ' pays for the start of the compiler; multiply-adds, in the table, do not depend on the machine.',
      table: { columns: ['Head', 'When', 'Samples', 'Multiply-adds', 'CPU seconds', 'Accuracy'], rows: rows },
      option: base(theme, {
        xAxis: axis(theme, 'CPU seconds', { type: 'value', nameGap: 30 }), yAxis: shareAxis(theme, 'accuracy', shares),
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return p.marker + escape(p.seriesName) + ', ' + escape(p.value[2]) + '<br>' + number(p.value[0], 3) + ' s, <b>'
            + percent(p.value[1]) + '</b>';
        } }),
        series: series
      })
    };
  }

  function bars(theme, id, title, note, groups, heads, value) {
    return {
      id: id, title: title, note: note, height: 320,
      table: { columns: ['Head'].concat(groups), rows: heads.map(function (head) {
        return [head.name].concat(groups.map(function (g) { return percent(value(head, g)); }));
      }) },
      option: base(theme, {
        xAxis: axis(theme, '', { type: 'category', data: groups.map(safe), axisLabel: { color: theme.soft, interval: 0 } }),
        yAxis: shareAxis(theme, 'accuracy'),
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return p.marker + escape(p.seriesName) + ', ' + escape(p.name) + ' <b>' + percent(p.value) + '</b>';
        } }),
        series: heads.map(function (head, h) {
          return { type: 'bar', name: safe(head.name), itemStyle: { decal: decal(h) },
            data: groups.map(function (g) { return value(head, g); }) };
        })
      })
    };
  }

  function decal(i) {
    return i === 0 ? undefined : { color: 'rgba(0,0,0,0.18)', dashArrayX: [1, 0], dashArrayY: [2, 4 + 2 * i], rotation: i * 0.6 };
  }

  function fewShot(report, theme) {
    var heads = headsOf(report).filter(function (head) { return head.row.harmonic_mean_accuracy !== undefined; });
    var keys = { 'first task': 'base_accuracy', 'later tasks': 'new_accuracy', 'harmonic mean': 'harmonic_mean_accuracy' };
    return heads.length === 0 ? null
      : bars(theme, 'few-shot', 'First task against later ones',
        'At the end: accuracy on the classes of the first task (in few-shot: the base classes), on all others, and their harmonic'
        + ' mean.', Object.keys(keys), heads, function (head, g) { return head.row[keys[g]]; });
  }

  function runs(report, theme) {
    var heads = headsOf(report).filter(function (head) { return head.runs.length > 1; });
    if (heads.length === 0) { return null; }
    var groups = heads[0].runs.map(function (run) { return run.name; });
    return bars(theme, 'runs', 'Accuracy by run', 'One run each, from the beginning.', groups, heads, function (head, g) {
      var found = head.runs.filter(function (run) { return run.name === g; })[0];
      return found ? found.accuracy : undefined;
    });
  }

  function calibration(report, theme) {
    var rows = [];
    var series = headsOf(report).map(function (head, h) {
      var bins = head.runs[head.runs.length - 1].calibration || [];
      bins.forEach(function (b) { rows.push([head.name, b.samples, percent(b.probability), percent(b.accuracy)]); });
      return { type: 'line', name: safe(head.name), symbol: SYMBOLS[h % SYMBOLS.length], symbolSize: 8,
        lineStyle: { type: DASHES[h % DASHES.length], width: 2 },
        data: bins.map(function (b) { return [b.probability, b.accuracy, b.samples]; }) };
    });
    if (rows.length === 0) { return null; }
    series.push({ type: 'line', name: 'as it should be', data: [[0, 0, ''], [1, 1, '']], symbol: 'none', color: theme.soft,
      lineStyle: { color: theme.soft, width: 1, type: 'solid' }, silent: true });
    return {
      id: 'calibration', title: 'Calibration', height: 380,
      note: 'How often answers of a probability are right; 15 bins, empty ones left out.',
      table: { columns: ['Head', 'Answers', 'Mean probability', 'Right'], rows: rows },
      option: base(theme, {
        xAxis: shareAxisBelow(theme, 'probability of the answer'), yAxis: shareAxis(theme, 'right answers'),
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return p.marker + escape(p.seriesName) + '<br>' + p.value[2] + ' answers of ' + percent(p.value[0]) + ': <b>'
            + percent(p.value[1]) + '</b> right';
        } }),
        series: series
      })
    };
  }

  function map(report, theme, compact) {
    var head = headsOf(report)[0];
    var data = head && head.runs[head.runs.length - 1].class_map;
    if (!data || !data.classes) { return null; }
    var most = Math.max.apply(null, data.classes.map(function (c) { return c.samples; }));
    var labelled = data.classes.length <= (compact ? 15 : 60);
    return {
      id: 'class-map', title: 'Class map', height: compact ? 380 : 560, search: true,
      note: 'Means of the classes on their two principal axes, which hold ' + percent(data.explained)
        + ' of what sets them apart; areas are numbers of samples.',
      table: { columns: ['Class', 'Samples', 'First axis', 'Second axis'], rows: data.classes.map(function (c) {
        return [c.label, c.samples, Number(c.x.toPrecision(4)), Number(c.y.toPrecision(4))];
      }) },
      option: base(theme, {
        legend: undefined, grid: { left: 20, right: 20, top: 20, bottom: 20 },
        xAxis: { type: 'value', show: false, scale: true }, yAxis: { type: 'value', show: false, scale: true },
        dataZoom: compact ? [] : [{ type: 'inside', xAxisIndex: 0 }, { type: 'inside', yAxisIndex: 0 }],
        tooltip: Object.assign(base(theme).tooltip, { formatter: function (p) {
          return '<b>' + escape(p.value[3]) + '</b><br>' + p.value[2] + ' samples';
        } }),
        series: [{ type: 'scatter', data: data.classes.map(function (c) { return [c.x, c.y, c.samples, c.label]; }),
          symbolSize: function (v) { return 6 + 18 * Math.sqrt(v[2] / most); }, itemStyle: { opacity: 0.75 },
          label: { show: labelled, position: 'right', color: theme.ink, fontSize: 10,
            formatter: function (p) { return short(p.value[3], 20); } },
          labelLayout: { hideOverlap: true } }]
      })
    };
  }

  /**
   * Returns the charts of a report: id, title, note, table (columns, rows), option, height in pixels; `group` and `head` where
   * there is one for each head; `search` where its table is long.
   */
  function charts(report, dark, compact) {
    var theme = dark ? DARK : LIGHT;
    var heads = headsOf(report);
    var all = [stream(report, theme, compact), classes(report, theme, compact)];
    all = all.concat(heads.map(function (head) { return confusion(head, theme, compact); }));
    all = all.concat(heads.map(function (head) { return matrix(head, theme, compact); }));
    all = all.concat([fewShot(report, theme), runs(report, theme), compute(report, theme), calibration(report, theme),
      map(report, theme, compact)]);
    return all.filter(function (chart) { return chart !== null && chart !== undefined; });
  }

  return { charts: charts, headsOf: headsOf, percent: percent, number: number, big: big, background: function (dark) {
    return (dark ? DARK : LIGHT).surface;
  } };
})();
