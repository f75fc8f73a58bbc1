import { Button } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'
import { Age } from '../../../parts/Age.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { markOf } from './markOf.ts'
import { WrongForm } from './WrongForm.tsx'
import styles from './Verdict.module.css'

/** *Right* or *Wrong, it was …*: the engineer's word on the verdict, which can be taken back. */
export function Marks({ view, lead }: { view: LineView; lead: Finding }) {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const [isTried, setTried] = useState(false)
  const marking = useLine(state => state.marking)
  const markVerdict = useLine(state => state.markVerdict)
  const unmarkVerdict = useLine(state => state.unmarkVerdict)
  const given = markOf(view, lead)
  const busy = marking.state === 'saving'
  const takeBack = (): void => {
    setTried(true)
    void unmarkVerdict()
  }
  return (
    <div className={styles.marks} role="group" aria-label={text('mark.title')}>
      {given !== null ? (
        <p className={styles.marked}>
          <span role="status">
            {given.mark === 'right'
              ? text('mark.wasRight')
              : text('mark.wasWrong', { was: text(`mark.was.${given.was ?? 'nothing'}`) })}
            {given.note === null ? '' : ` ${text('mark.noted', { note: given.note })}`}
          </span>
          <Age at={given.at} />
          <Button variant="subtle" px="xs" loading={busy} onClick={takeBack}>
            {text('mark.takeBack')}
          </Button>
        </p>
      ) : isOpen ? (
        <WrongForm
          busy={busy}
          onCancel={() => {
            setOpen(false)
            setTried(false)
          }}
          onSave={async wrong => {
            setTried(true)
            if (await markVerdict({ mark: 'wrong', ...wrong })) setOpen(false)
          }}
        />
      ) : (
        <p className={styles.marked}>
          {text('mark.ask')}
          <Button
            variant="default"
            leftSection={<IconCheck size={16} aria-hidden />}
            loading={busy}
            onClick={() => {
              setTried(true)
              void markVerdict({ mark: 'right' })
            }}
          >
            {text('mark.right')}
          </Button>
          <Button variant="default" leftSection={<IconX size={16} aria-hidden />} disabled={busy} onClick={() => setOpen(true)}>
            {text('mark.wrong')}
          </Button>
        </p>
      )}
      {isTried && marking.state === 'failed' && <ErrorNote error={marking.failure} />}
    </div>
  )
}
