/* Draws the charts of a report as SVG, without a browser. */
function setTimeout() { return 0; }
function clearTimeout() {}

var AlluviumPictures = (function () {
  'use strict';

  var TITLE_HEIGHT = 34;
  var all = [];

  /** Takes a report and returns the ids of its charts, a line each. */
  function open(json) {
    all = AlluviumCharts.charts(JSON.parse(json), false, false);
    return all.map(function (chart) { return chart.id; }).join('\n');
  }

  function height(index) { return (all[index].height || 400) + TITLE_HEIGHT; }

  function svg(index, width) {
    var chart = all[index];
    var option = chart.option;
    option.title = { text: chart.title + (chart.head ? ', ' + chart.head : ''), left: 'center', top: 0, borderColor: 'transparent',
      textStyle: { color: option.textStyle.color, fontSize: 16 } };
    option.textStyle.fontFamily = 'sans-serif';
    if (option.legend) {
      option.legend.top += TITLE_HEIGHT;
      option.legend.borderColor = 'transparent';
    }
    option.grid.top += TITLE_HEIGHT;
    option.dataZoom = [];
    option.aria = { enabled: false };
    var drawn = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height(index) });
    drawn.setOption(option);
    var text = drawn.renderToSVGString({ useViewBox: true });
    drawn.dispose();
    return text;
  }

  return { open: open, height: height, svg: svg, background: AlluviumCharts.background(false) };
})();
