import { useStore } from 'zustand'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import type { Change, SiteActionsStore } from '../../../stores/siteActions.ts'
import { useText } from '../../../text.tsx'
import styles from './SiteActions.module.css'

/** Whether the change that was just given to the outbox is kept. */
export function SavingNote({ store, kind }: { store: SiteActionsStore; kind: Change['kind'] }) {
  const text = useText()
  const saving = useStore(store, state => (state.saving?.kind === kind ? state.saving : null))
  if (saving === null) return null
  if (saving.state === 'failed') return <ErrorNote error={saving.failure} />
  return (
    <p className={styles.note} role="status">
      {saving.state === 'kept' && <LevelMark level="ok" size={18} />}
      {text(saving.state === 'kept' ? 'actions.kept' : 'actions.saving')}
    </p>
  )
}
