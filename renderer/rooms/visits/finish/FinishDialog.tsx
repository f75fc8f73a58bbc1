import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Visit } from '../../../../shared/model/visit.ts'
import { verdictsOf } from '../../../../shared/visits/summing.ts'
import { useText } from '../../../text.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { RefusalNote } from '../RefusalNote.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import { LeftOpen } from './LeftOpen.tsx'
import { SignaturePad } from './SignaturePad.tsx'
import { SummingLists } from './SummingLists.tsx'
import styles from './Summing.module.css'

/** Sums up with the customer, takes the customer's word, and finishes. */
export function FinishDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const text = useText()
  const busy = useVisit(state => state.busy)
  const refusal = useVisit(state => state.refusal)
  const confirm = useVisit(state => state.confirm)
  const finish = useVisit(state => state.finish)
  const [name, setName] = useState(visit.confirmation?.name ?? '')
  const [signature, setSignature] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { before } = verdictsOf(visit)
  const isUnproven = !visit.items.some(({ kind }) => kind === 'report') && (before?.verdict.level === 'fault' || before?.verdict.level === 'warn')
  const submit = async (): Promise<void> => {
    const given = name.trim()
    if (given === '' && signature !== null) return setProblem(text('visit.confirm.nameMissing'))
    const isNew = given !== '' && (given !== visit.confirmation?.name || signature !== null)
    if (isNew && !await confirm(given, signature)) return
    if (await finish()) onClose()
  }
  return (
    <FormDialog
      wide title={text('visits.finish')} submitLabel={text('visits.finish')} cancelLabel={text('visit.finish.notYet')} busy={busy === 'finish'}
      onCancel={onClose} onSubmit={() => void submit()}
    >
      <div className={styles.body}>
        <p>{text('visit.finish.lead')}</p>
        {isUnproven && <p className={styles.quiet}>{text('visit.finish.again')}</p>}
        <SummingLists visit={visit} />
        <LeftOpen />
        <div className={styles.confirm} role="group" aria-labelledby="confirm-title">
          <h3 id="confirm-title">{text('visit.confirm.title')}</h3>
          <p>{text('visit.confirm.lead')}</p>
          <TextInput
            label={text('visit.confirm.name')} value={name} maxLength={200} autoComplete="off" error={problem}
            onChange={event => {
              setName(event.currentTarget.value)
              setProblem(null)
            }}
          />
          <SignaturePad isSigned={signature !== null} onSigned={setSignature} />
        </div>
        {refusal !== null && <RefusalNote error={refusal} />}
      </div>
    </FormDialog>
  )
}
