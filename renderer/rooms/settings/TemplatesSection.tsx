import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { TicketTemplate } from '../../../shared/model/settings.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'
import { builtInTemplates, placeholders } from '../tickets/templates.ts'
import { Choices } from './Choices.tsx'
import { TemplateForm } from './TemplateForm.tsx'
import styles from './SettingsRoom.module.css'

const noTemplate = ''

type TemplateRowProps = { template: TicketTemplate; own: boolean; onEdit: (template: TicketTemplate) => void; onRemove: () =>
  void }

function TemplateRow({ template, own, onEdit, onRemove }: TemplateRowProps) {
  const text = useText()
  const { name } = template
  return (
    <li className={styles.limit}>
      <div className={styles.limitWords}>
        <strong>{name}</strong>
        <span className={styles.quiet}>{text(own ? 'templates.own' : 'templates.builtIn')}</span>
        <span className={styles.hint}>{template.text.split('\n')[0]}</span>
      </div>
      <div className={styles.actions}>
        {own ? (
          <>
            <Button variant="default" aria-label={text('templates.editOf', { name })} onClick={() =>
              onEdit(template)}>{text('templates.edit')}</Button>
            <Button variant="subtle" aria-label={text('templates.removeOf',
              { name })} onClick={onRemove}>{text('templates.remove')}</Button>
          </>
        ) : (
          <Button
            variant="default" aria-label={text('templates.copyOf', { name })}
            onClick={() => onEdit({ ...template, id: crypto.randomUUID(), name: text('templates.copied', { name }) })}
          >
            {text('templates.copy')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** The engineer's own words to begin a ticket with, beside those that come with Lineside. */
export function TemplatesSection() {
  const text = useText()
  const { settings: store } = useStores()
  const settings = useSelected(store, state => state.settings)
  const failure = useSelected(store, state => state.failure)
  const [draft, setDraft] = useState<TicketTemplate | null>(null)
  const [removing, setRemoving] = useState<TicketTemplate | null>(null)
  if (settings === null) return failure === null ? null : <CallFailureNote failure={failure} onRetry={() => void store.load()} />
  const { ticketTemplates: own, firstTemplate } = settings
  const builtIn = builtInTemplates(text)
  const all = [...own, ...builtIn]
  const keep = async (template: TicketTemplate): Promise<void> => {
    const isKnown = own.some(({ id }) => id === template.id)
    const ticketTemplates = isKnown ? own.map(each => (each.id === template.id ? template : each)) : [...own, template]
    if (await store.change({ ticketTemplates })) setDraft(null)
  }
  const remove = async ({ id }: TicketTemplate): Promise<void> => {
    await store.change({ ticketTemplates: own.filter(each => each.id !== id),
      ...(firstTemplate === id ? { firstTemplate: noTemplate } : {}) })
    setRemoving(null)
  }
  return (
    <>
      <div className={styles.head}>
        <h2>{text('settings.templates')}</h2>
        <Button
          leftSection={<IconPlus size={18} aria-hidden />} disabled={draft !== null || own.length >= 50}
          onClick={() => setDraft({ id: crypto.randomUUID(), name: '', subject: '', text: '' })}
        >
          {text('templates.add')}
        </Button>
      </div>
      <p>{text('templates.lead')}</p>
      <ul className={styles.quiet}>
        {placeholders.map(name => <li key={name}>{text(`templates.placeholder.${name}`, { name: `{${name}}` })}</li>)}
      </ul>
      {failure !== null && <CallFailureNote failure={failure} />}
      {draft !== null && <TemplateForm key={draft.id} template={draft} onSave={template => void keep(template)} onCancel={() =>
        setDraft(null)} />}
      <Choices
        legend={text('templates.first')} value={all.some(({ id }) => id === firstTemplate) ? firstTemplate : noTemplate}
        onChange={chosen => void store.change({ firstTemplate: chosen })}
        options={[...all.map(({ id, name }) => ({ value: id, label: name })),
          { value: noTemplate, label: text('templates.first.none') }]}
      />
      <ul className={styles.limits} aria-label={text('templates.list')}>
        {own.map(each => <TemplateRow key={each.id} template={each} own onEdit={setDraft} onRemove={() => setRemoving(each)} />)}
        {builtIn.map(each => <TemplateRow key={each.id} template={each} own={false} onEdit={setDraft} onRemove={() =>
          undefined} />)}
      </ul>
      {removing !== null && (
        <ConfirmDialog
          title={text('templates.remove.title', { name: removing.name })} confirmLabel={text('templates.remove')}
          cancelLabel={text('templates.remove.keep')} onCancel={() => setRemoving(null)} onConfirm={() => void remove(removing)}
        >
          <p>{text('templates.remove.effect')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
