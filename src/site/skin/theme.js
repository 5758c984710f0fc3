/* Before the page is drawn: the reader's own choice of colours, if one was made here. */
try {
  const chosen = localStorage.getItem('bpfj-theme');
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch (e) { /* a browser that stores nothing for files follows the system */ }
