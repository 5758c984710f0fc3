document.getElementById('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
/* The uses of what the pointer is on, or the keyboard's focus. */
for (const svg of document.querySelectorAll('svg.uses')) {
  const show = node => {
    svg.classList.toggle('chosen', node !== null);
    for (const other of svg.querySelectorAll('.on')) other.classList.remove('on');
    if (node === null) return;
    const id = node.dataset.node;
    for (const path of svg.querySelectorAll('path')) {
      const [from, to] = path.dataset.uses.split(' ');
      if (from === id || to === id) {
        path.classList.add('on');
        for (const end of [from, to]) svg.querySelector(`[data-node="${end}"]`).classList.add('on');
      }
    }
  };
  for (const node of svg.querySelectorAll('a')) {
    node.addEventListener('mouseenter', () => show(node));
    node.addEventListener('focus', () => show(node));
    node.addEventListener('mouseleave', () => show(null));
    node.addEventListener('blur', () => show(null));
  }
}
