import { CloseButton, Loader, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { LineId } from '../../../shared/model/common.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { searchBoxId } from '../../app/useKeyboard.ts'
import { shownLines } from '../../stores/find.ts'
import { useText } from '../../text.tsx'
import { rowId } from './rowId.ts'

const pageRows = 8

/** The one search box. Arrow keys choose a row without leaving it, Enter opens, Esc empties it. */
export function SearchBox({ onOpenLine }: { onOpenLine: (id: LineId) => void }) {
  const text = useText()
  const { find, accounts } = useStores()
  const isMixed = useSelected(accounts, state => state.accounts?.some(account => account.kind !== 'nextpertise') === true)
  const query = useSelected(find, state => state.query)
  const active = useSelected(find, state => state.active)
  const count = useSelected(find, state => shownLines(state).length)
  const searching = useSelected(find, state => state.searching)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: pageRows, PageUp: -pageRows }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      find.move(step)
    } else if (event.key === 'Enter') {
      find.enter(onOpenLine)
    } else if (event.key === 'Escape' && query !== '') {
      event.preventDefault()
      find.type('')
    }
  }
  return (
    <TextInput
      id={searchBoxId} type="search" size="md" styles={{ input: { height: '3rem', minHeight: '3rem', fontSize: '1.0625rem' } }}
      aria-label={text('find.searchBox')} placeholder={text(isMixed ? 'find.placeholder.mixed' : 'find.placeholder')} autoFocus
      autoComplete="off" autoCapitalize="off" autoCorrect="off" spellCheck={false} maxLength={200} value={query}
      aria-autocomplete="list" {...(count > 0 && active >= 0 ? { 'aria-activedescendant': rowId(active) } : {})}
      onChange={event => find.type(event.currentTarget.value)} onKeyDown={onKeyDown} onBlur={find.leaveBox}
      leftSection={searching ? <Loader size={18} /> : <IconSearch size={20} stroke={1.75} aria-hidden />}
      rightSection={query === '' ? null : <CloseButton size="lg" aria-label={text('find.clear')} onClick={() => find.type('')} />}
    />
  )
}
