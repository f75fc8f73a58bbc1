import { Textarea } from '@mantine/core'
import type { Look } from '../../../../shared/model/verdict.ts'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { Choice } from '../observations/Choice.tsx'
import { LookFields } from '../observations/LookFields.tsx'
import { SaveNote } from '../observations/SaveNote.tsx'
import styles from './Tabs.module.css'

const looksOnCopper: readonly Look[] = ['modemPowered', 'testPoint', 'loopLength', 'pcAddress']
const looksOnFibre: readonly Look[] = ['modemPowered', 'lightAtOutlet', 'serialOnLabel', 'pcAddress']

/** What the engineer saw and measured at the site; kept as it is typed, and weighed in the verdict. */
export function ObservationsTab({ copper }: { copper: boolean }) {
  const text = useText()
  const observations = useLine(state => state.observations)
  const addressCheck = useLine(state => state.view?.addressCheck ?? null)
  const observe = useLine(state => state.observe)
  if (observations === null) return null
  return (
    <div role="group" aria-label={text('line.tab.observations')}>
      <SaveNote />
      <div className={styles.form} key={observations.lineId}>
        {(copper ? looksOnCopper : looksOnFibre).map(look => (
          <LookFields key={look} look={look} view={{ addressCheck }} />
        ))}
        <Choice
          label={text('line.observed.complains')}
          options={[{ value: 'yes', label: text('line.yes') }, { value: 'no', label: text('line.no') }]}
          value={observations.customerComplains === null ? null : observations.customerComplains ? 'yes' : 'no'}
          onChoose={value => observe({ customerComplains: value === null ? null : value === 'yes' })}
        />
        <LookFields look="speedTest" view={{ addressCheck }} />
        <Textarea
          className={styles.wide ?? ''}
          label={text('line.observed.note')}
          autosize
          minRows={3}
          maxLength={4000}
          value={observations.note ?? ''}
          onChange={event => observe({ note: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      </div>
    </div>
  )
}
