/** A pure merge of the tables that the platform and the domains own. Types only. */
export interface Database {}
