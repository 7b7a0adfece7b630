/* Lays out a report: figures, charts, the tables behind them, search. All text goes in as text, never as markup. */
(function () {
  'use strict';

  var run = JSON.parse(document.getElementById('run').textContent);
  var report = JSON.parse(document.getElementById('report').textContent);
  var main = document.getElementById('charts');
  var instances = [];
  var FIGURES = [
    ['accuracy', 'Accuracy', AlluviumCharts.percent], ['macro_recall', 'Macro recall', AlluviumCharts.percent],
    ['f1.averaged', 'Macro F1', AlluviumCharts.percent], ['kappa', 'Kappa', three],
    ['prequential_accuracy', 'Prequential', AlluviumCharts.percent], ['kappa_temporal', 'Kappa temporal', three],
    ['no_change_accuracy', 'No change', AlluviumCharts.percent],
    ['average_incremental_accuracy.samples', 'Average incremental', AlluviumCharts.percent], ['forgetting.max', 'Forgetting', three],
    ['novelty.auroc', 'Novelty AUROC', three], ['log_loss', 'Log loss', three], ['ece', 'ECE', three],
    ['latency.p50_micros', 'p50 µs', one], ['latency.p99_micros', 'p99 µs', one],
    ['samples_per_second', 'Samples/s', whole], ['cpu_seconds', 'CPU s', one], ['state_bytes', 'State B', AlluviumCharts.big],
    ['multiply_adds', 'Multiply-adds', AlluviumCharts.big]
  ];

  function three(v) { return AlluviumCharts.number(v, 3); }
  function one(v) { return AlluviumCharts.number(v, 1); }
  function whole(v) { return Math.round(v).toLocaleString('en'); }

  function element(name, properties, children) {
    var made = document.createElement(name);
    Object.keys(properties || {}).forEach(function (key) {
      if (key === 'text') { made.textContent = properties[key]; } else { made.setAttribute(key, properties[key]); }
    });
    (children || []).forEach(function (child) { made.appendChild(child); });
    return made;
  }

  function table(columns, rows, caption) {
    var head = element('tr', {}, columns.map(function (c) { return element('th', { scope: 'col', text: c }); }));
    var body = element('tbody', {});
    rows.forEach(function (row) {
      body.appendChild(element('tr', {}, row.map(function (cell, i) {
        var isNumber = i > 0 && /^[-+]?[0-9.,]+( ?[%TGMk])?$|^-$/.test(String(cell));
        return element(i === 0 ? 'th' : 'td', Object.assign({ text: String(cell) }, i === 0 ? { scope: 'row' } : {},
          isNumber ? { 'class': 'number' } : {}));
      })));
    });
    return element('div', { 'class': 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
      [element('table', {}, [element('thead', {}, [head]), body])]);
  }

  function figures() {
    var heads = AlluviumCharts.headsOf(report);
    var columns = FIGURES.filter(function (f) { return heads.some(function (h) { return typeof h.row[f[0]] === 'number'; }); });
    return table(['Head'].concat(columns.map(function (f) { return f[1]; })), heads.map(function (head) {
      return [head.name].concat(columns.map(function (f) {
        return typeof head.row[f[0]] === 'number' ? f[2](head.row[f[0]]) : '-';
      }));
    }), 'Figures of each head');
  }

  function quoted(argument) {
    return /^[A-Za-z0-9_.,:=/+@%-]+$/.test(argument) ? argument : "'" + argument.replace(/'/g, "'\\''") + "'";
  }

  function facts() {
    var data = (report.data || []).map(function (d) { return d.name + ' (' + d.sha256.slice(0, 12) + ')'; }).join(', ');
    var rows = report.rows || {};
    var list = [
      ['Data', data], ['Ledger', report.ledger && Object.keys(report.ledger).map(function (key) {
        return key + ' ' + report.ledger[key];
      }).join(', ')],
      ['Rows', report.rows && ['train', 'test', 'novel'].filter(function (r) { return rows[r]; }).map(function (r) {
        return rows[r].toLocaleString('en') + ' ' + r;
      }).join(', ') + ', ' + rows.classes + ' classes' + (rows.skipped ? ', ' + rows.skipped + ' skipped' : '')],
      ['Protocol', report.protocol + (report.seed === undefined ? '' : ', seed ' + report.seed)],
      ['Encoder', report.encoder && report.encoder + ', ' + (report.space || {}).dim + ' dimensions'],
      ['Space', report.space && report.space.id.slice(0, 16)], ['Version', report.version]
    ].filter(function (pair) { return pair[1]; });
    return element('dl', {}, list.reduce(function (all, pair) {
      return all.concat([element('dt', { text: pair[0] }), element('dd', { text: String(pair[1]) })]);
    }, []));
  }

  function searchable(chart, shown) {
    var find = element('input', { type: 'search', placeholder: 'Search', 'aria-label': 'Search in ' + chart.title });
    var count = element('output', {});
    find.addEventListener('input', function () {
      var wanted = find.value.toLowerCase();
      var left = 0;
      Array.prototype.forEach.call(shown.querySelectorAll('tbody tr'), function (row) {
        row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0;
        left += row.hidden ? 0 : 1;
      });
      count.textContent = wanted ? left + ' rows' : '';
    });
    return element('div', { 'class': 'search' }, [find, count]);
  }

  function isDark() {
    var chosen = document.documentElement.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  function current() { return AlluviumCharts.charts(report, isDark(), innerWidth < 640); }

  function draw() {
    instances.forEach(function (each) { each.echart.dispose(); });
    instances = [];
    var byId = Object.create(null);
    current().forEach(function (chart) { byId[chart.id] = chart; });
    Array.prototype.forEach.call(document.querySelectorAll('[data-chart]'), function (place) {
      var chart = byId[place.getAttribute('data-chart')];
      if (!chart) { return; }
      place.style.height = (chart.height || 400) + 'px';
      var echart = echarts.init(place, null, { renderer: 'canvas' });
      echart.setOption(chart.option);
      instances.push({ id: chart.id, echart: echart });
    });
    document.documentElement.setAttribute('data-drawn', String(instances.length));
  }

  function show(chart, body, note) {
    body.replaceChildren();
    note.textContent = chart.note;
    body.appendChild(element('div', { 'class': 'chart', 'data-chart': chart.id, role: 'img', 'aria-label': chart.title + '. ' + chart.note }));
    var details = element('details', {}, [element('summary', { text: 'Table (' + chart.table.rows.length + ' rows)' })]);
    details.addEventListener('toggle', function () {
      if (details.open && !details.querySelector('table')) {
        var made = table(chart.table.columns, chart.table.rows, chart.title);
        if (chart.search) { details.appendChild(searchable(chart, made)); }
        details.appendChild(made);
      }
    });
    body.appendChild(details);
  }

  function section(charts) {
    var title = element('h2', { text: charts[0].title });
    var note = element('p', { 'class': 'note' });
    var body = element('div', {});
    var head = element('div', { 'class': 'head' }, [title]);
    var parts = [head, note];
    if (charts.length > 1) {
      var choice = element('select', { 'aria-label': 'Head' }, charts.map(function (chart, i) {
        return element('option', { value: String(i), text: chart.head });
      }));
      choice.addEventListener('change', function () {
        show(charts[Number(choice.value)], body, note);
        draw();
      });
      head.appendChild(element('label', { 'class': 'choice', text: 'Head ' }, [choice]));
    }
    show(charts[0], body, note);
    return element('section', { id: 'section-' + (charts[0].group || charts[0].id) }, parts.concat([body]));
  }

  function sections() {
    var groups = Object.create(null);
    current().forEach(function (chart) {
      var key = chart.group || chart.id;
      (groups[key] = groups[key] || []).push(chart);
    });
    return Object.keys(groups).map(function (key) { return section(groups[key]); });
  }

  document.getElementById('facts').appendChild(facts());
  document.getElementById('figures').appendChild(figures());
  document.getElementById('command').textContent = run.command && run.command.length > 0
    ? './alluvium ' + run.command.map(quoted).join(' ') : 'run.json beside this file has all options';
  if (!report.complete) {
    main.appendChild(element('p', { 'class': 'warning', text: 'Not finished: no row for ' + report.missing.join(', ') + '.' }));
  }
  sections().forEach(function (each) { main.appendChild(each); });
  document.getElementById('theme').addEventListener('click', function () {
    document.documentElement.setAttribute('data-theme', isDark() ? 'light' : 'dark');
    draw();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  var waiting = 0;
  addEventListener('resize', function () {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  });
  draw();
})();
