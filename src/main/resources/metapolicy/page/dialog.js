// Asks somebody who is about to do something, in a dialog that stays with the server's words where it refuses.
import {make, named} from './tables.js';

/** A control with its label and what it is for. */
export function field(id, label, control, hint) {
  const line = make('p', '', {className: 'field'});
  const words = make('span', hint, {id: `${id}-hint`, className: 'hint'});
  control.id = id;
  control.setAttribute('aria-describedby', words.id);
  line.append(make('label', label, {htmlFor: id}), control, words);
  return line;
}

/** Where a person says something that the trail will keep. */
export const words = text => make('textarea', text, {rows: 3, maxLength: 10_000, required: true});

/**
 * @param title what is done to what
 * @param parts what is told and asked, in order
 * @param confirm the words on the button that does it
 * @param act does it; what it fails with stands in the dialog
 * @param done gets what came of it, once the dialog is closed
 */
export function asking({title, parts, confirm, act, done}) {
  const dialog = make('dialog', '');
  dialog.setAttribute('aria-labelledby', 'act-title');
  const form = make('form', '');
  const problem = make('p', '', {className: 'problem', hidden: true});
  problem.setAttribute('role', 'alert');
  const cancel = make('button', 'Cancel', {type: 'button'});
  const doing = make('button', confirm, {type: 'submit', className: 'act'});
  const buttons = make('p', '', {className: 'actions'});
  buttons.append(doing, cancel);
  form.append(make('h2', title, {id: 'act-title', tabIndex: -1, autofocus: true}), ...parts, problem, buttons);
  dialog.append(form);
  const opener = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  cancel.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async event => {
    event.preventDefault();
    doing.disabled = true;
    problem.hidden = true;
    try {
      const result = await act();
      dialog.close();
      done(result);
    } catch (refusal) {
      problem.textContent = named(refusal.message);
      problem.hidden = false;
      doing.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}
