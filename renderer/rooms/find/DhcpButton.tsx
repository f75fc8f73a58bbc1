import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconRouter } from '@tabler/icons-react'
import { useState } from 'react'
import { looksLikeDhcp } from '../../../shared/model/dhcpText.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { useText } from '../../text.tsx'
import { FindByDhcp } from './FindByDhcp.tsx'
import room from './FindRoom.module.css'

/** Kinds of system that can tell an access by values of a DHCP log. */
const ableKinds: ReadonlySet<string> = new Set(['onApi'])

/** Whether an account's system can. */
export const useCanFind = (): boolean =>
  useSelected(useStores().accounts, state => state.accounts?.some(account => ableKinds.has(account.kind)) === true)

/** Opens *Find by DHCP*, by Alt+O from anywhere in the room too; only where an account's system can answer. */
export function DhcpButton() {
  const text = useText()
  const canFind = useCanFind()
  const query = useSelected(useStores().find, state => state.query)
  const [open, setOpen] = useState(false)
  useHotkeys([['alt+O', () => { if (canFind && document.querySelector('dialog[open]') === null) setOpen(true) }]], [])
  if (!canFind) return null
  return (
    <>
      <Button
        variant="subtle" px="xs" leftSection={<IconRouter size={18} stroke={1.75} aria-hidden />} aria-keyshortcuts="Alt+O"
        title={text('dhcp.open.key')} onClick={() => setOpen(true)}
      >
        {text('dhcp.open')}
      </Button>
      {open && <FindByDhcp start={looksLikeDhcp(query) ? query.trim() : ''} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What stands in the search box looks like a value of a DHCP log: offers to find the access by it. */
export function DhcpHint({ query }: { query: string }) {
  const text = useText()
  const canFind = useCanFind()
  const [open, setOpen] = useState(false)
  if (!canFind || !looksLikeDhcp(query)) return null
  return (
    <div className={room.pad}>
      <div className={room.note}>
        <strong>{text('dhcp.looks')}</strong>
        <div><Button onClick={() => setOpen(true)}>{text('dhcp.open')}</Button></div>
      </div>
      {open && <FindByDhcp start={query.trim()} onClose={() => setOpen(false)} />}
    </div>
  )
}
