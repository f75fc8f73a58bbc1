/** Dutch national telephone number as the document demands (support/v1 create_ticket, contact.phone). Without zod: the page tests it too. */
export const dutchPhonePattern = /^0([1-7][0-9]|85|88)[0-9]{7}$/
