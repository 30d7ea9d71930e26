// A cursor is "EPOCH.SEQUENCE". An epoch names one history, so sequences of two epochs cannot be compared.
export const epochOf = (cursor) => cursor.split(".")[0];
export const sequenceOf = (cursor) => Number(cursor.split(".")[1]);

/** Whether all that `other` has seen, `cursor` has seen too. */
export const covers = (cursor, other) => epochOf(cursor) === epochOf(other) && sequenceOf(cursor) >= sequenceOf(other);
