package dev.fovea.processor.report;

/** How the page looks, and the little that it does. Nothing in here needs escaping in XML. */
final class Style {
  static final String CSS = """

      :root {
        color-scheme: light dark;
        --page: #ffffff; --ink: #1b1f24; --muted: #5b6570; --rule: #d9dee4; --soft: #f5f7f9; --link: #0b57a4;
        --edge: #7b8794; --bad: #c0262d; --bad-soft: #fdeced; --caution: #8a5a00; --caution-soft: #fff4da; --bar: #7fa8d6;
        --conv: #e3edf9; --conv-line: #5b8cc4; --dense: #ece5f8; --dense-line: #8a6bc1; --pool: #e2f3e8; --pool-line: #4d9a6b;
        --join: #fdeedb; --join-line: #c98a35; --other: #eef0f2; --other-line: #8b95a1; --block: #00000008; --block-line: #aab4bf;
        --shade0: #cfe0f4; --shade1: #d3ecdc; --shade2: #fbe3c4; --shade3: #e3d9f5; --shade4: #f8d9de; --shade5: #d5eef0;
      }
      @media (prefers-color-scheme: dark) { :root {
        --page: #14171b; --ink: #e4e8ec; --muted: #98a3ae; --rule: #323941; --soft: #1b1f25; --link: #7db8f5;
        --edge: #7f8b98; --bad: #ff7b80; --bad-soft: #3a1a1d; --caution: #f0c060; --caution-soft: #33290f; --bar: #3f6ea3;
        --conv: #1c2f47; --conv-line: #5b8cc4; --dense: #2c2444; --dense-line: #8a6bc1; --pool: #193526; --pool-line: #4d9a6b;
        --join: #3c2c14; --join-line: #c98a35; --other: #262b31; --other-line: #717c88; --block: #ffffff08; --block-line: #4a545f;
        --shade0: #234063; --shade1: #1f4a31; --shade2: #574018; --shade3: #3d3160; --shade4: #5a2a33; --shade5: #1e474b;
      } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; padding: 28px 32px 60px; max-width: 1440px; background: var(--page); color: var(--ink);
        font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
      h1 { font-size: 30px; margin: 0; letter-spacing: -0.01em; }
      h2 { font-size: 19px; margin: 38px 0 10px; }
      a { color: var(--link); text-decoration: none; }
      a:hover { text-decoration: underline; }
      pre, .name, .shape, .formula, .field, .kernel {
        font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
      header p { margin: 2px 0 0; }
      nav { margin-top: 6px; }
      nav a { margin-right: 10px; }
      .hint, .remark, .formula, .reads { color: var(--muted); }
      .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 10px; margin: 12px 0 0; }
      .totals div { background: var(--soft); border: 1px solid var(--rule); border-radius: 8px; padding: 9px 13px 10px; }
      .totals dt { color: var(--muted); font-size: 12px; }
      .totals dd { margin: 0; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
      .totals dd.remark { font-size: 11.5px; font-weight: 400; }
      .badge { display: inline-block; font: 600 11px/1.5 system-ui, sans-serif; padding: 0 7px; border-radius: 9px; background: var(--soft);
        border: 1px solid var(--rule); color: var(--muted); vertical-align: middle; }
      .badge.bad { font-size: 13px; color: var(--bad); background: var(--bad-soft); border-color: var(--bad); }
      .badge.caution { color: var(--caution); background: var(--caution-soft); border-color: var(--caution); }
      .notes { margin-top: 12px; }
      .problem { border-left: 4px solid var(--bad); background: var(--bad-soft); border-radius: 4px; padding: 10px 14px; margin: 0 0 10px; }
      .problem.warning { border-color: var(--caution); background: var(--caution-soft); }
      .problem pre, .problem p { margin: 0; }
      .problem p { margin-top: 6px; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 12.5px; line-height: 1.5; }
      td pre { margin: 6px 0 2px; padding: 6px 9px; border-radius: 4px; background: var(--bad-soft); color: var(--bad); }
      td pre.warning { background: var(--caution-soft); color: var(--caution); }
      .picture { overflow: auto; border: 1px solid var(--rule); border-radius: 8px; }
      .picture svg { display: block; margin: 0 auto; height: auto; max-width: max(100%, 0.75 * var(--width)); }
      .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 8px; font-size: 12.5px; }
      .legend i { display: inline-block; width: 13px; height: 13px; border-radius: 3px; border: 1px solid; vertical-align: -2px; }
      .legend .hint { margin-left: auto; }
      table { border-collapse: collapse; width: 100%; font-size: 12.5px; }
      th { text-align: left; font-weight: 600; color: var(--muted); border-bottom: 2px solid var(--rule); padding: 5px 9px;
        background: var(--page); position: sticky; top: 0; }
      .sortable th { cursor: pointer; }
      .sortable th[aria-sort=ascending]::after { content: " \\2191"; }
      .sortable th[aria-sort=descending]::after { content: " \\2193"; }
      td { vertical-align: top; border-bottom: 1px solid var(--rule); padding: 5px 9px; }
      tbody tr:target { background: var(--caution-soft); }
      tfoot td { font-weight: 600; border-bottom: 0; }
      th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      td .name, td.name { font-weight: 600; overflow-wrap: break-word; }
      td .reads, td .formula { font-size: 11px; }
      td.shape, .field, td.reach .formula { white-space: nowrap; }
      tr.failing td { background: var(--bad-soft); }
      tr.unknown td { color: var(--muted); }
      td .missing { color: var(--bad); text-decoration: underline wavy; }
      .bar { height: 4px; margin-top: 3px; width: 100%; min-width: 70px; background: var(--soft); border-radius: 2px; }
      .bar i { display: block; height: 4px; background: var(--bar); border-radius: 2px; }
      summary { cursor: pointer; margin: 8px 0; }
      svg text { fill: var(--ink); text-anchor: middle; font-size: 11px; }
      svg text.start { text-anchor: start; }
      svg text.end { text-anchor: end; }
      svg .name { font-size: 13px; font-weight: 600; }
      svg .name.small { font-size: 11px; }
      svg .label.small, svg .cost { font-size: 10px; }
      svg .cost { fill: var(--muted); }
      svg .shape { font-size: 10.5px; fill: var(--muted); paint-order: stroke; stroke: var(--page); stroke-width: 3px; }
      svg .title { font-size: 12px; font-weight: 600; }
      svg .use { font-size: 10px; fill: var(--muted); }
      svg .title, svg .use { paint-order: stroke; stroke: var(--page); stroke-width: 4px; }
      .graph rect { stroke-width: 1.2; }
      .graph a:hover rect { stroke-width: 2.4; }
      .graph a:target rect { stroke-width: 3.5; }
      .layer rect, .legend .other { fill: var(--other); stroke: var(--other-line);
        background: var(--other); border-color: var(--other-line); }
      .convolution rect, .legend .convolution { fill: var(--conv); stroke: var(--conv-line);
        background: var(--conv); border-color: var(--conv-line); }
      .dense rect, .legend .dense { fill: var(--dense); stroke: var(--dense-line);
        background: var(--dense); border-color: var(--dense-line); }
      .pool rect, .legend .pool { fill: var(--pool); stroke: var(--pool-line); background: var(--pool); border-color: var(--pool-line); }
      .join rect, .legend .join { fill: var(--join); stroke: var(--join-line); background: var(--join); border-color: var(--join-line); }
      .failing rect { fill: var(--bad-soft); stroke: var(--bad); stroke-width: 2.4; }
      .failing text, svg .failing .cost { fill: var(--bad); }
      .unknown rect { fill: var(--soft); stroke: var(--rule); stroke-dasharray: 4 3; }
      .unknown text, svg .unknown .cost { fill: var(--muted); }
      .pill rect { fill: var(--ink); stroke: none; }
      .pill text { fill: var(--page); font-size: 12px; }
      .missing rect { fill: none; stroke: var(--bad); stroke-dasharray: 4 3; }
      .missing text { fill: var(--bad); }
      .block rect { vector-effect: non-scaling-stroke; }
      .block > rect { fill: var(--block); stroke: var(--block-line); }
      .edge { fill: none; stroke: var(--edge); stroke-width: 1.3; }
      .edge:hover { stroke: var(--link); stroke-width: 2.6; }
      .edge.back { stroke: var(--bad); stroke-dasharray: 5 3; }
      .arrow { fill: var(--edge); }
      .arrow-back { fill: var(--bad); }
      .memory .rule { stroke: var(--rule); fill: none; }
      .memory .live { stroke: var(--bad); fill: none; stroke-width: 1.4; }
      .buffer rect { stroke: var(--page); stroke-width: 0.8; }
      .shade0 rect { fill: var(--shade0); } .shade1 rect { fill: var(--shade1); } .shade2 rect { fill: var(--shade2); }
      .shade3 rect { fill: var(--shade3); } .shade4 rect { fill: var(--shade4); } .shade5 rect { fill: var(--shade5); }
      svg .names text { fill: var(--ink); paint-order: stroke; stroke: var(--page); stroke-width: 2.5px; stroke-opacity: 0.7;
        pointer-events: none; }
      @media print {
        :root { color-scheme: light; --page: #ffffff; --ink: #000000; --muted: #444444; --soft: #f5f7f9; }
        body { padding: 0; max-width: none; }
        .picture { overflow: visible; border: 0; }
        .picture svg { max-width: 100%; max-height: 250mm; height: auto; }
        th { position: static; }
        tr, .problem { break-inside: avoid; }
        nav, .hint { display: none; }
      }
      """;

  /** Sorts a table by the column whose head is clicked; the page reads without it. */
  static final String SORTING = """

      document.querySelectorAll("table.sortable").forEach(function (table) {
        var heads = Array.from(table.tHead.rows[0].cells);
        heads.forEach(function (head, column) {
          head.onclick = function () {
            var up = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
            var key = function (row) {
              var cell = row.cells[Math.min(column, row.cells.length - 1)];
              var value = cell.dataset.value || cell.textContent;
              return isNaN(value) ? value : Number(value);
            };
            var compare = function (a, b) {
              return typeof a === "number" ? a - b : String(a).localeCompare(String(b));
            };
            var rows = Array.from(table.tBodies[0].rows);
            rows.sort(function (a, b) { return up * compare(key(a), key(b)); });
            rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
            heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
            head.setAttribute("aria-sort", up === 1 ? "ascending" : "descending");
          };
        });
      });
      """;

  private Style() {}
}
