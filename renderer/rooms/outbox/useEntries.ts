import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { LineId } from '../../../shared/model/common.ts'
import type { OutboxState } from '../../../shared/model/outbox.ts'
import { useStores } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { createOutboxView } from '../../stores/outbox.ts'
import type { OutboxQuery, OutboxView, OutboxViewState } from '../../stores/outbox.ts'

/** A page of the outbox, current for as long as it is shown. */
export function useOutboxPage(query: OutboxQuery): OutboxViewState & { readonly view: OutboxView } {
  const client = useClient()
  const { outbox } = useStores()
  const [view] = useState(() => createOutboxView(client, outbox))
  const key = JSON.stringify(query)
  useEffect(() => view.follow(), [view])
  useEffect(() => void view.show(JSON.parse(key) as OutboxQuery), [view, key])
  return { ...useStore(view), view }
}

/** The newest entries of a line in some states; null until they are read, or where there is no line. */
export function useLineEntries(lineId: LineId | null, states: readonly OutboxState[]): OutboxViewState['entries'] {
  const client = useClient()
  const { outbox } = useStores()
  const [view] = useState(() => createOutboxView(client, outbox))
  const key = states.join()
  useEffect(() => view.follow(), [view])
  useEffect(() => {
    if (lineId !== null) void view.show({ states: key.split(',') as OutboxState[], lineId, search: '', offset: 0, limit: 100 })
  }, [view, key, lineId])
  return useStore(view, state => (state.query?.lineId === lineId ? state.entries : null))
}
