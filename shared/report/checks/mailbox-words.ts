/**
 * Words of which the local part of a shared mailbox consists. A mailbox with any other word may be a
 * person's.
 */
export const MAILBOX_WORDS: readonly string[] = `
  about access admin administration admissions adult adults advice advocacy alert alerts allegations and appeals
  applications archive archives assurance board bookings bureau business care careline carers case casework centre chair
  charity child childcare childrens children childrensocialcare comms communication communications commissioning
  community complaint complaints compliance consultation consultations contact contacts coordinator coroner coroners
  correspondence council counselling county court crisis customer customers data dataprotection department designated
  desk digital director directorate district domestic donations dpo duty early editor education email emergency
  employment engagement enquiries enquiry enquire equality events families family feedback finance firstcontact foi
  foster fostering foundation freedom front general governance group gp hello help helpdesk helpline helpline home
  hospital housing hr hub ig improvement incident info information inquiries inquiry inspection inspections intake
  integrated jobs joint justice lado law leaving legal library licensing line local mail mailbox manager mash media
  member members mental midwifery ministerial national neighbourhood news newsletter nhs noreply no notifications office
  officer ofsted online operations out panel parliamentary participation partner partners partnership partnerships
  patient people performance permissions plan planning police policy post practice press prevention privacy project
  protection public publications publishing quality queries reception records referral referrals register registrar
  registration replies reply report reporting reports request requests research response review reviews rights safe
  safeguarding safer sales school schools secretariat secretary section secure send service services single social
  socialcare standards strategic strategy subscriptions supervision support survey talk team the trading training trust
  unit universal us victim vulnerable web webmaster welcome welfare wellbeing women work workforce young youth your cdop
  lscp lscb lsab scp scb sab cscp cscb dhr lcspr cspr scr icb ccg cpd it pals psi`
  .trim()
  .split(/\s+/);
