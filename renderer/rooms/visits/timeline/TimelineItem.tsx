import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import type { VisitItem } from '../../../../shared/model/visit.ts'
import { plainWords, say } from '../../../../shared/text/words.ts'
import { findingTitle } from '../../../../shared/triage/findingWords.ts'
import { observedWords } from '../../../../shared/visits/observedWords.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import { FileItem } from './FileItem.tsx'
import { PhotoItem } from './PhotoItem.tsx'
import { Removable } from './Removable.tsx'
import styles from './Timeline.module.css'

type TimelineItemProps = {
  item: VisitItem
  visitId: string
  mayChange: boolean
  /** The note is the one being typed. */
  isTyped: boolean
  /** From 1 on, as in the PDF. */
  photoNumber: number
  onShow: (itemId: string) => void
}

function Note({ item, mayChange, isTyped }: { item: Extract<VisitItem, { kind: 'note' }>; mayChange: boolean; isTyped: boolean }) {
  const text = useText()
  const removeItem = useVisit(state => state.removeItem)
  const editNote = useVisit(state => state.editNote)
  const name = text('evidence.event.note')
  return (
    <div className={styles.own} data-typed={isTyped}>
      <p className={styles.text}>{item.text}</p>
      {mayChange && (
        <span className={styles.tools}>
          {!isTyped && (
            <Button variant="subtle" px="xs" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => void editNote(item.id, item.text)}>
              {text('visit.item.edit')}
            </Button>
          )}
          <ActionIcon color="gray" aria-label={text('visit.item.remove', { name })} onClick={() => removeItem(item)}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </span>
      )}
    </div>
  )
}

/** One thing that happened on the visit, in words. */
export function TimelineItem({ item, visitId, mayChange, isTyped, photoNumber, onShow }: TimelineItemProps) {
  const text = useText()
  switch (item.kind) {
    case 'verdict': {
      const { lead, level } = item.verdict
      return (
        <p className={styles.marked}>
          <LevelMark level={level} />
          <span>
            {text(`evidence.event.verdict.${item.when}`)}{' '}
            <strong>{lead === null ? text('line.verdict.nothing.title') : `${text(`level.${level}`)}: ${findingTitle(text, lead)}`}</strong>
          </span>
        </p>
      )
    }
    case 'report': {
      const check = say(text, `check.${item.report.kind}`, plainWords(item.report.kind))
      return <p>{text(item.report.status === 'error' ? 'evidence.event.checkFailed' : 'evidence.event.check', { check })}</p>
    }
    case 'observations': return <p>{text('evidence.event.observed')} {observedWords(item.observations, text).join('; ')}</p>
    case 'action': return (
      <>
        <p>
          <strong>{say(text, `visit.action.${item.action}`, plainWords(item.action))}</strong>
          {': '}{say(text, `visit.outcome.${item.outcome}`, plainWords(item.outcome).toLowerCase())}
        </p>
        {item.detail !== null && item.detail !== '' && <p className={styles.quiet}>{item.detail}</p>}
      </>
    )
    case 'note': return <Note item={item} mayChange={mayChange} isTyped={isTyped} />
    case 'photo': return (
      <Removable item={item} name={text('evidence.photo', { number: photoNumber })} mayChange={mayChange}>
        <PhotoItem visitId={visitId} item={item} number={photoNumber} onShow={() => onShow(item.id)} />
      </Removable>
    )
    case 'file': return (
      <Removable item={item} name={item.fileName} mayChange={mayChange}>
        <FileItem visitId={visitId} item={item} />
      </Removable>
    )
    case 'write': return (
      <p>
        {say(text, `visit.write.${item.what}`, plainWords(item.what))}
        {': '}<strong data-write={item.state} className={styles.write}>{say(text, `visit.write.state.${item.state}`, plainWords(item.state).toLowerCase())}</strong>
        {item.remoteId !== null && <span className={styles.quiet}> {text('visit.write.number', { id: item.remoteId })}</span>}
      </p>
    )
  }
}
