export const answerable = /^Unread, (Accepts replies, )?Anna, Commented/;
export const review = /Release review/;
export const invoice = /Прошу согласовать счёт/;
export const attached = /You are now responsible for the deal/;
