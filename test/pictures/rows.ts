export const answerable = /^Unread, Anna Orlova, Commented/;
export const review = /Release review/;
export const invoice = /Прошу согласовать счёт/;
export const attached = /You are now responsible for the deal/;
