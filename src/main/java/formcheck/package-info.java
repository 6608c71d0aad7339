/**
 * FormCheck checks the form of one exercise through a camera. Data flows one way, and each package is one step:
 *
 * <pre>
 * capture    pose             motion          exercise          coach            pipeline
 * Frame -&gt; Optional&lt;Pose&gt; -&gt; BodyMeasures -&gt; List&lt;RepEvent&gt; -&gt; Optional&lt;Cue&gt; -&gt; FrameResult
 *
 * session: what is stored of it   report: what is shown afterwards   evaluation: how right it is
 *
 *        PageRequest            Command, FrameResult
 * web --------------&gt; live ------------------------&gt; guide
 *     &lt;--------------      &lt;------------------------
 *          PageView              GuideView, Sound
 *
 * guide: what comes next in a live session   live: the session's source, course and storage
 * web: the server, its messages and pages   cli: the commands   natives: where native libraries are unpacked
 * </pre>
 *
 * <p>Conventions that hold everywhere: keypoints are in pixels of the source frame, origin top left, y down; left and
 * right are the person's own; time is monotonic since the source opened; an unseen value is absent, never 0 or NaN.
 */
@org.jspecify.annotations.NullMarked
package formcheck;
