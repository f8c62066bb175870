// Renews the page in place, so that what is open stays open; adds a filter, and buttons that copy commands. Where operations
// are taken as JSON alone, it sends them.
(() => {
  'use strict';
  const EVERY = 10000;
  const REFUSED = 'refused on the way (is a login missing, or a token against forged requests?): ';
  const here = location.origin + location.pathname + location.search;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const turned = new Map();
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  // What is folded within a check, as its runbook is, has no name of its own.
  const nameOf = part => {
    const summary = part.querySelector('summary');
    const around = part.parentElement.closest('details');
    return (summary.querySelector('.n') || summary).textContent + (around ? ' in ' + nameOf(around) : '');
  };

  const filter = make('input', {type: 'search', placeholder: 'filter checks', ariaLabel: 'filter checks'});
  const lost = make('p', {id: 'lost', hidden: true});
  lost.setAttribute('role', 'status');

  function sift() {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const check of all('main>details')) {
      const text = check.textContent.toLowerCase();
      check.hidden = !words.every(word => text.includes(word));
    }
  }

  async function copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      document.execCommand('copy');
      getSelection().removeAllRanges();
    }
    button.textContent = 'copied';
    setTimeout(() => { button.textContent = 'copy'; }, 2000);
  }

  function dress(root) {
    for (const part of all('details', root)) {
      const name = nameOf(part);
      if (turned.has(name)) part.open = turned.get(name);
      part.querySelector('summary').addEventListener('click', () => turned.set(name, !part.open));
    }
    for (const code of all('code', root)) {
      const button = make('button', {type: 'button', textContent: 'copy', ariaLabel: 'copy ' + code.textContent});
      button.addEventListener('click', () => copy(button, code.textContent));
      code.after(button);
    }
  }

  const focusable = () => all('main summary,main button,main a,main [tabindex]');

  function take(page) {
    const at = focusable().indexOf(document.activeElement);
    for (const part of ['link', 'header', 'main']) {
      const before = document.querySelector(part);
      const after = page.querySelector(part);
      if (before && after) {
        dress(after);
        before.replaceWith(after);
      }
    }
    document.title = page.title;
    focusable()[at]?.focus({preventScroll: true});
    sift();
  }

  async function renew() {
    if (document.hidden || !getSelection().isCollapsed) return;
    try {
      const answer = await fetch(here, {headers: {Accept: 'text/html'}, signal: AbortSignal.timeout(EVERY)});
      if (!(answer.headers.get('Content-Type') || '').startsWith('text/html')) throw new Error(answer.statusText);
      take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      lost.hidden = true;
    } catch {
      if (lost.hidden) lost.textContent = '✕ no answer since ' + new Date().toLocaleTimeString() + ': what you see is from before';
      lost.hidden = false;
    }
  }

  // A form that says it needs this script stands where a server refuses what a form sends by itself.
  async function operate(form, button) {
    // A page that was opened with a login in its address has it in all of them, and nothing is sent to such a one.
    const place = new URL(button?.hasAttribute('formaction') ? button.formAction : form.action);
    place.username = place.password = '';
    const headers = {'Content-Type': 'application/json', Accept: 'application/json'};
    try {
      const token = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/);
      if (token) headers['X-XSRF-TOKEN'] = decodeURIComponent(token[1]);
      const body = JSON.stringify(Object.fromEntries(new FormData(form)));
      const answer = await fetch(place, {method: 'POST', headers, body});
      const said = await answer.json().catch(() => ({}));
      if (!answer.ok) throw new Error(said.detail || REFUSED + answer.status);
      if (answer.status === 202) location.assign(place + '/' + said.id);
      else location.reload();
    } catch (wrong) {
      lost.textContent = '✕ ' + wrong.message;
      lost.hidden = false;
    }
  }

  document.addEventListener('submit', event => {
    if (!event.target.querySelector('noscript')) return;
    event.preventDefault();
    operate(event.target, event.submitter);
  });

  dress(document);
  const bar = document.querySelector('[role=search]');
  bar?.append(filter);
  (bar || document.body).prepend(lost);
  filter.addEventListener('input', sift);
  if (bar) {
    setInterval(renew, EVERY);
    document.addEventListener('visibilitychange', renew);
  }
})();
