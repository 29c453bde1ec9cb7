// Sends dropped or chosen files one after the other, each as the body of its own request, and shows how far it is.
(() => {
  const form = () => document.querySelector('form[data-drop]');
  let depth = 0;
  let busy = false;

  const carriesFiles = event => event.dataTransfer && [...event.dataTransfer.types].includes('Files');

  document.addEventListener('dragenter', event => {
    if (form() && carriesFiles(event)) {
      depth++;
      document.body.classList.add('dropping');
    }
  });
  document.addEventListener('dragleave', event => {
    if (form() && carriesFiles(event) && --depth <= 0) {
      depth = 0;
      document.body.classList.remove('dropping');
    }
  });
  document.addEventListener('dragover', event => {
    if (form() && carriesFiles(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener('drop', event => {
    if (form() && carriesFiles(event)) {
      event.preventDefault();
      depth = 0;
      document.body.classList.remove('dropping');
      send(form(), [...event.dataTransfer.files]);
    }
  });
  document.addEventListener('change', event => {
    const drop = event.target.closest && event.target.closest('form[data-drop]');
    if (drop && event.target.type === 'file' && event.target.files.length > 0) {
      send(drop, [...event.target.files]);
    }
  });
  window.addEventListener('beforeunload', event => {
    if (busy) {
      event.preventDefault();
    }
  });

  async function send(drop, files) {
    if (busy || files.length === 0) {
      return;
    }
    busy = true;
    const list = drop.querySelector('.uploads');
    const token = drop.querySelector('input[name=_csrf]').value;
    list.hidden = false;
    list.replaceChildren(...files.map(line));
    let failed = false;
    try {
      const page = await draft(drop.dataset.drop, token);
      if (!page) {
        busy = false;
        location.reload();
        return;
      }
      for (let i = 0; i < files.length; i++) {
        const problem = await put(page, files[i], token, list.children[i], drop);
        failed = failed || problem;
      }
      busy = false;
      if (failed) {
        onward(drop, page);
      } else {
        location.assign(page);
      }
    } catch (problem) {
      busy = false;
      list.append(note(String(problem.message || drop.dataset.failed)));
    }
  }

  // Where the files go: to the draft of this page, else to a new one; null where nobody is signed in any more, and the
  // answer is the sign-in page.
  async function draft(to, token) {
    if (to.endsWith('/files')) {
      return to.slice(0, -'/files'.length);
    }
    const answer = await fetch(to + '/drafts', { method: 'POST', headers: { 'X-CSRF-TOKEN': token } });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    return answer.headers.get('Location');
  }

  function line(file) {
    const item = document.createElement('li');
    const name = document.createElement('bdi');
    const bar = document.createElement('progress');
    const said = document.createElement('span');
    name.textContent = file.name;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    item.append(name, bar, said);
    return item;
  }

  function put(page, file, token, item, drop) {
    return new Promise(done => {
      const bar = item.querySelector('progress');
      const said = item.querySelector('span');
      const request = new XMLHttpRequest();
      const stop = document.createElement('button');
      stop.type = 'button';
      stop.className = 'plain';
      stop.textContent = drop.dataset.cancel;
      stop.addEventListener('click', () => request.abort());
      item.append(stop);
      const over = problem => {
        stop.remove();
        if (problem) {
          item.classList.add('failed');
          said.textContent = problem;
        }
        done(Boolean(problem));
      };
      request.upload.addEventListener('progress', event => {
        if (event.lengthComputable && event.total > 0) {
          bar.value = event.loaded / event.total;
          said.textContent = Math.floor(100 * bar.value) + '\u00a0%';
        }
      });
      request.addEventListener('load', () => {
        const taken = request.status >= 200 && request.status < 300;
        bar.value = taken ? 1 : bar.value;
        over(taken ? '' : reason(request, drop));
      });
      request.addEventListener('error', () => over(drop.dataset.failed));
      request.addEventListener('abort', () => over(drop.dataset.failed));
      request.open('PUT', page + '/files?name=' + encodeURIComponent(file.name));
      request.setRequestHeader('X-CSRF-TOKEN', token);
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('Accept', 'application/problem+json');
      request.send(file);
    });
  }

  function reason(request, drop) {
    try {
      const problem = JSON.parse(request.responseText);
      return problem.detail + ' ' + (problem.remedy || '');
    } catch (e) {
      return drop.dataset.failed + ' ' + request.status;
    }
  }

  function note(text) {
    const item = document.createElement('li');
    item.className = 'failed';
    item.textContent = text;
    return item;
  }

  // Some were not taken: stay, so that their reasons can be read, and offer the way on.
  function onward(drop, page) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = page;
    link.className = 'button second';
    link.textContent = '\u2192';
    item.append(link);
    drop.querySelector('.uploads').append(item);
  }
})();
