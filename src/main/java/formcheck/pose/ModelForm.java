package formcheck.pose;

/** Which of a model's two files to run. */
public enum ModelForm {
    /** The fast one where it loads and runs, else the portable one. */
    FASTEST,
    /** The portable one, which runs everywhere. */
    PORTABLE
}
