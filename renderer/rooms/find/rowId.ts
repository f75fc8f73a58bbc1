/** The element id of a row's link, by its place on screen: what `aria-activedescendant` of the search box names. */
export const rowId = (index: number): string => `line-row-${index}`
