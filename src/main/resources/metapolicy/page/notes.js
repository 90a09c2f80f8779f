// What more there is to say about an event: a note, and links to what was not at hand when it was recorded.
import {asking, field, words} from './dialog.js';
import {send} from './server.js';
import {make} from './tables.js';

/** A button that asks for a note on an event; `done` gets the event that records it. */
export function noting(familyId, event, done) {
  const button = make('button', 'Add a note', {type: 'button', ariaLabel: `Add a note to event ${event.seq}`});
  button.addEventListener('click', () => {
    const note = words('');
    const link = make('input', '', {type: 'url'});
    asking({
      title: `Note on event ${event.seq}: ${event.action}`, confirm: 'Add the note', done,
      parts: [
        make('p', 'It becomes an event of its own behind those that stand. It approves nothing, and the event that it is about stays as it is.'),
        field('act-reason', 'Note', note, 'Needed. The trail keeps it with your name.'),
        field('act-link', 'Link', link, 'To what it is about, if there is one.')],
      act: () => send('annotation', {event_id: `${familyId}#${event.seq}`, note: note.value, ...(link.value ? {links: [link.value]} : {})}),
    });
  });
  return button;
}
