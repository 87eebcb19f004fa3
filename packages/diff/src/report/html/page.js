(() => {
  const filters = document.getElementById('filters');
  const objects = [...document.querySelectorAll('.object')];
  const narrow = window.matchMedia('(max-width: 60rem)');

  // --- both sides as YAML, made when somebody opens them -------------------------------------------------------------

  const edge = 3;
  const foldFrom = 9;

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  /** Marks what differs between two lines that stand for each other. */
  const marked = (text, other) => {
    if (other === undefined) return [text];
    const most = Math.min(text.length, other.length);
    let start = 0;
    while (start < most && text[start] === other[start]) start++;
    let end = 0;
    while (end < most - start && text[text.length - 1 - end] === other[other.length - 1 - end]) end++;
    if (start + end < text.length / 4) return [text];
    const middle = text.slice(start, text.length - end);
    return [
      text.slice(0, start),
      ...(middle === '' ? [] : [element('mark', '', middle)]),
      text.slice(text.length - end),
    ];
  };

  /** Runs of lines to rows: `[number, text, number, text]`, undefined where a side has no line. */
  const rowsOf = (runs) => {
    const rows = [];
    let [left, right] = [1, 1];
    for (let at = 0; at < runs.length; at++) {
      const [sign, ...lines] = runs[at];
      if (sign === '…') {
        rows.push({ skipped: lines[0] });
        left = undefined;
        right = undefined;
      } else if (sign === '=') {
        for (const line of lines)
          rows.push({ same: true, left: left && left++, before: line, right: right && right++, after: line });
      } else {
        const next = sign === '-' && runs[at + 1]?.[0] === '+' ? runs[++at].slice(1) : [];
        const [before, after] = sign === '-' ? [lines, next] : [[], lines];
        for (let i = 0; i < Math.max(before.length, after.length); i++)
          rows.push({
            before: before[i],
            after: after[i],
            left: before[i] === undefined ? undefined : left && left++,
            right: after[i] === undefined ? undefined : right && right++,
          });
      }
    }
    return rows;
  };

  const cells = (number, text, other, sign, className) =>
    text === undefined
      ? [element('td', 'n none'), element('td', 's none'), element('td', 'none')]
      : [
          element('td', 'n', String(number ?? '')),
          element('td', `s ${className}`, sign),
          element('td', className, ...marked(text, other)),
        ];

  const splitRows = ({ same, left, before, right, after }) => {
    const row = element('tr', '');
    if (same) row.append(...cells(left, before, undefined, '', ''), ...cells(right, after, undefined, '', ''));
    else row.append(...cells(left, before, after, '−', 'minus'), ...cells(right, after, before, '+', 'plus'));
    return [row];
  };

  const unifiedRows = ({ same, left, before, right, after }) => {
    if (same) return [element('tr', '', ...cells(right, after, undefined, '', ''))];
    return [
      ...(before === undefined ? [] : [element('tr', '', ...cells(left, before, after, '−', 'minus'))]),
      ...(after === undefined ? [] : [element('tr', '', ...cells(right, after, before, '+', 'plus'))]),
    ];
  };

  /** Equal lines between changes are folded behind a button. */
  const append = (body, rows, columns, layOut) => {
    let at = 0;
    const gap = (...children) => {
      const cell = element('td', '', ...children);
      cell.colSpan = columns;
      const row = element('tr', 'gap', cell);
      body.append(row);
      return row;
    };
    while (at < rows.length) {
      let end = at;
      while (end < rows.length && rows[end].same) end++;
      if (end === at) {
        const row = rows[at++];
        if (row.skipped === undefined) body.append(...layOut(row));
        else gap(`${row.skipped} lines the same on both sides are not on this page`);
        continue;
      }
      const [first, last] = [at === 0 ? 0 : edge, end === rows.length ? 0 : edge];
      const hidden = rows.slice(at + first, end - last);
      if (hidden.length < foldFrom) body.append(...rows.slice(at, end).flatMap(layOut));
      else {
        body.append(...rows.slice(at, at + first).flatMap(layOut));
        const button = element('button', '', `Show ${hidden.length} equal lines`);
        button.type = 'button';
        const row = gap(button);
        button.addEventListener('click', () => {
          const shown = hidden.flatMap(layOut);
          row.replaceWith(...shown);
          shown[0].tabIndex = -1;
          shown[0].focus();
        });
        body.append(...rows.slice(end - last, end).flatMap(layOut));
      }
      at = end;
    }
  };

  const heading = (text, columns) => {
    const cell = element('th', '', text);
    cell.colSpan = columns;
    cell.scope = 'col';
    return cell;
  };

  const render = (details) => {
    details.querySelector('.sheet')?.remove();
    const runs = JSON.parse(document.getElementById(details.dataset.rows).textContent);
    const isOneSided = runs.every(([sign]) => sign === '+') || runs.every(([sign]) => sign === '-');
    const isSplit = !narrow.matches && !isOneSided;
    const columns = isSplit ? 6 : 3;
    const table = element('table', '');
    table.append(element('caption', 'hidden-text', `${details.dataset.name} as YAML`));
    const head = isSplit
      ? [heading('base', 3), heading('head', 3)]
      : [heading(isOneSided ? (runs[0]?.[0] === '-' ? 'base' : 'head') : 'base and head', 3)];
    table.append(element('thead', '', element('tr', '', ...head)));
    const body = element('tbody', '');
    table.append(body);
    if (isSplit) {
      const widths = element('colgroup', '');
      for (const name of ['n', 's', '', 'n', 's', '']) widths.append(element('col', name));
      table.prepend(widths);
      table.prepend(table.querySelector('caption'));
    }
    append(body, rowsOf(runs), columns, isSplit ? splitRows : unifiedRows);
    const sheet = element('div', isSplit ? 'sheet split' : 'sheet', table);
    sheet.tabIndex = 0;
    sheet.setAttribute('role', 'group');
    sheet.setAttribute('aria-label', `${details.dataset.name} as YAML, scrolls sideways`);
    details.append(sheet);
  };

  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (!target.open) return;
      if (target.matches('.yaml') && !target.querySelector('.sheet')) render(target);
      if (target.parentElement?.matches('.object')) {
        const eager = target.querySelector('.yaml[data-eager]');
        if (eager) eager.open = true;
      }
    },
    true,
  );

  narrow.addEventListener('change', () => {
    for (const details of document.querySelectorAll('.yaml[open]')) render(details);
  });

  // --- search and filters --------------------------------------------------------------------------------------------

  if (filters === null) return;
  const texts = new Map();
  const textOf = (object) => {
    if (!texts.has(object)) texts.set(object, object.textContent.toLowerCase());
    return texts.get(object);
  };
  const status = document.getElementById('shown');
  const noMatch = document.getElementById('no-match');
  const plural = (amount) => `${amount} object${amount === 1 ? '' : 's'}`;

  const apply = () => {
    const data = new FormData(filters);
    const words = data.get('text').toLowerCase().split(/\s+/).filter(Boolean);
    const application = data.get('application') ?? '';
    const severities = new Set(data.getAll('severity'));
    const verbs = new Set(data.getAll('verb'));
    const isFiltered = words.length + severities.size + verbs.size > 0 || application !== '';
    let shown = 0;
    for (const object of objects) {
      const { severity, verb } = object.dataset;
      const isShown =
        (severities.size === 0 || severities.has(severity)) &&
        (verbs.size === 0 || verbs.has(verb)) &&
        (application === '' || object.closest('.application').dataset.application === application) &&
        words.every((word) => textOf(object).includes(word));
      object.hidden = !isShown;
      if (isShown) shown++;
    }
    for (const fold of document.querySelectorAll('.noise')) {
      const left = fold.querySelector('.object:not([hidden])');
      fold.hidden = left === null;
      fold.open = isFiltered && left !== null;
    }
    for (const section of document.querySelectorAll('.application')) {
      const isNamed = application === '' || section.dataset.application === application;
      section.hidden = isFiltered && !(isNamed && section.querySelector('.object:not([hidden])'));
    }
    noMatch.hidden = shown > 0;
    status.textContent = isFiltered ? `${shown} of ${plural(objects.length)}` : plural(objects.length);
  };

  let waiting;
  filters.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  filters.addEventListener('submit', (event) => event.preventDefault());

  const actions = {
    open: () => {
      for (const object of objects) if (!object.hidden) object.firstElementChild.open = true;
    },
    close: () => {
      for (const object of objects) object.firstElementChild.open = false;
    },
    clear: () => {
      filters.reset();
      apply();
      filters.elements.text.focus();
    },
  };
  document.addEventListener('click', ({ target }) => {
    actions[target.closest('[data-do]')?.dataset.do]?.();
  });

  // --- links to objects ----------------------------------------------------------------------------------------------

  const reveal = () => {
    const object = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!object?.matches('.object')) return;
    if (object.hidden) actions.clear();
    const fold = object.closest('.noise');
    if (fold) fold.open = true;
    object.firstElementChild.open = true;
    object.firstElementChild.firstElementChild.focus({ preventScroll: true });
    object.scrollIntoView({ block: 'start' });
  };
  window.addEventListener('hashchange', reveal);

  filters.hidden = false;
  apply();
  if (objects.length <= 3) actions.open();
  reveal();
})();
