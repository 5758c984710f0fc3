'use strict';

/* The switch between light and dark. */
(() => {
  const root = document.documentElement;
  const dark = () => root.dataset.theme
    ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.getElementById('theme').addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    try { localStorage.setItem('bpfj-theme', root.dataset.theme); } catch (e) { /* not stored */ }
  });
})();

/* The list of pages, which narrow screens show on demand. */
(() => {
  const button = document.getElementById('menu');
  const show = open => {
    document.body.classList.toggle('menu', open);
    button.setAttribute('aria-expanded', open);
  };
  button.addEventListener('click', () => show(!document.body.classList.contains('menu')));
  document.addEventListener('keydown', e => { if (e.key === 'Escape') show(false); });
  const here = document.querySelector('#nav [aria-current]');
  const nav = document.getElementById('nav');
  if (here && here.offsetTop > nav.clientHeight) nav.scrollTop = here.offsetTop - nav.clientHeight / 2;
})();

/* Code: colours, and a button that copies it. */
(() => {
  for (const code of document.querySelectorAll('pre > code')) {
    const language = /language-(\w+)/.exec(code.className);
    const text = code.textContent.replace(/\n$/, '');
    if (language && window.hljs && hljs.getLanguage(language[1])) hljs.highlightElement(code);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', () => {
      const done = () => { button.textContent = 'Copied'; setTimeout(() => { button.textContent = 'Copy'; }, 1500); };
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {});
    });
    const box = document.createElement('div');
    box.className = 'code';
    code.parentElement.replaceWith(box);
    const pre = document.createElement('pre');
    pre.tabIndex = 0;
    pre.append(code);
    box.append(pre, button);
  }
})();

/* Search: every word of the question begins a word of the section; titles count more than text. */
(() => {
  const input = document.getElementById('search');
  const list = document.getElementById('found');
  const root = document.body.dataset.root;
  const words = text => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) || [];
  let sections = null;

  const read = () => (window.SEARCH || []).map(([url, title, heading, text]) => ({
    url, title, heading, text,
    inTitle: ' ' + words(title).join(' '), inHeading: ' ' + words(heading).join(' '), inText: ' ' + words(text).join(' '),
  }));
  const count = (text, word) => text.split(word).length - 1;
  const score = (section, asked) => {
    let sum = 0;
    for (const word of asked) {
      const begin = ' ' + word;
      const points = (section.inHeading.includes(begin) ? 12 : 0)
        + (section.inTitle.includes(begin) ? 6 : 0)
        + ((section.inHeading + ' ').includes(begin + ' ') ? 6 : 0)
        + Math.min(5, count(section.inText, begin))
        + ((section.inText + ' ').includes(begin + ' ') ? 2 : 0);
      if (points === 0) return 0;
      sum += points;
    }
    // Where one looks for the history or the reasons, and not for how to do something.
    return /^(changelog|kernels-tests|design\/)/.test(section.url) ? sum / 4 : sum;
  };
  const excerpt = (section, asked) => {
    const at = Math.max(0, section.text.toLowerCase().search(
      new RegExp('(^|[^\\p{L}\\p{N}_])(' + asked.join('|') + ')', 'u')));
    const from = Math.max(0, section.text.lastIndexOf(' ', Math.max(0, at - 40)));
    return (from > 0 ? '… ' : '') + section.text.slice(from, from + 130).trim() + ' …';
  };
  const choose = option => {
    for (const other of list.children) other.setAttribute('aria-selected', other === option);
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      input.removeAttribute('aria-activedescendant');
    }
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
  };
  const show = () => {
    sections = sections || read();
    const asked = words(input.value);
    list.replaceChildren();
    if (asked.length === 0) { close(); return; }
    const best = sections.map(section => ({ section, points: score(section, asked) }))
      .filter(each => each.points > 0).sort((a, b) => b.points - a.points).slice(0, 12);
    for (const [i, { section }] of best.entries()) {
      const item = document.createElement('li');
      item.id = 'found-' + i;
      item.setAttribute('role', 'option');
      const link = document.createElement('a');
      link.href = root + section.url;
      link.tabIndex = -1;
      const head = document.createElement('b');
      head.textContent = section.heading === section.title ? section.title : section.title + ' › ' + section.heading;
      const text = document.createElement('span');
      text.textContent = excerpt(section, asked);
      link.append(head, text);
      item.append(link);
      list.append(item);
    }
    if (best.length === 0) {
      const none = document.createElement('li');
      none.className = 'none';
      none.textContent = 'Nothing found';
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(null);
  };
  input.addEventListener('input', show);
  input.addEventListener('focus', show);
  input.addEventListener('keydown', e => {
    const options = [...list.querySelectorAll('[role=option]')];
    const at = options.findIndex(option => option.getAttribute('aria-selected') === 'true');
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      choose(options[(at + (e.key === 'ArrowDown' ? 1 : options.length + (at < 0 ? 0 : -1))) % options.length]);
    } else if (e.key === 'Enter' && options.length > 0) {
      (options[Math.max(0, at)].querySelector('a')).click();
      close();
    } else if (e.key === 'Escape') {
      close();
    }
  });
  document.addEventListener('click', e => { if (!e.target.closest('.search')) close(); });
  document.addEventListener('keydown', e => {
    if (e.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      e.preventDefault();
      input.focus();
    }
  });
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) { input.value = asked; input.focus(); show(); }
})();

/* The section that is read, in the list on the right. */
(() => {
  const links = new Map([...document.querySelectorAll('.toc a')].map(a => [decodeURIComponent(a.hash.slice(1)), a]));
  if (links.size === 0) return;
  const heads = [...document.querySelectorAll('main h2[id], main h3[id]')];
  const mark = () => {
    const passed = heads.filter(head => head.getBoundingClientRect().top < 120).pop();
    for (const [id, link] of links) link.classList.toggle('here', passed !== undefined && passed.id === id);
  };
  addEventListener('scroll', mark, { passive: true });
  mark();
})();
