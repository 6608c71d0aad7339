/**
 * Writes sessions as FHIR R4 resources, after the HL7 Physical Activity implementation guide 1.0. What that guide leaves open has
 * codes of FormCheck's own.
 */
@org.jspecify.annotations.NullMarked
package formcheck.report.export.fhir;
