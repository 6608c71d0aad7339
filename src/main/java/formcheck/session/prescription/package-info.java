/** Prescriptions: what a practitioner asks of a person, as a signed file, and how it changes the exercise. Knows no store. */
@org.jspecify.annotations.NullMarked
package formcheck.session.prescription;
