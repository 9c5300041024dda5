package dev.fovea.processor.eclipse;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Path;
import org.eclipse.jdt.core.CompletionProposal;
import org.eclipse.jdt.core.CompletionRequestor;
import org.eclipse.jdt.core.IClasspathAttribute;
import org.eclipse.jdt.core.IClasspathEntry;
import org.eclipse.jdt.core.ICompilationUnit;
import org.eclipse.jdt.core.IJavaElement;
import org.eclipse.jdt.core.IJavaProject;
import org.eclipse.jdt.core.IMember;
import org.eclipse.jdt.core.ISourceRange;
import org.eclipse.jdt.core.JavaCore;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Runs within Eclipse, as a plug-in of its own: asks for completion and for what a hover shows. Questions and answers are types of the
 * JDK, the only ones that both sides share.
 */
public final class Assist implements BundleActivator, Function<Map<String, String>, List<String>> {
  @Override
  public void start(BundleContext context) {
    context.registerService(Function.class, this, null);
  }

  @Override
  public void stop(BundleContext context) {}

  /**
   * Answers a question about a class {@code user.User}.
   *
   * @param question {@code text} is its source, with a bar where the cursor stands; {@code ask} is {@code completion} or {@code hover};
   *     {@code sources} and {@code libraries} are the folders of the project
   */
  @Override
  public List<String> apply(Map<String, String> question) {
    try {
      IJavaProject project = project(question);
      String text = question.get("text");
      int cursor = text.indexOf('|');
      ICompilationUnit unit = project.findPackageFragmentRoot(project.getPath().append("user"))
          .createPackageFragment("user", true, null).createCompilationUnit("User.java", text.replace("|", ""), true, null);
      return question.get("ask").equals("hover") ? hover(unit, cursor) : completion(unit, cursor);
    } catch (CoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Javadoc of what stands at the cursor. */
  private static List<String> hover(ICompilationUnit unit, int cursor) throws CoreException {
    List<String> shown = new ArrayList<>();
    for (IJavaElement element : unit.codeSelect(cursor, 0)) {
      ISourceRange javadoc = ((IMember) element).getJavadocRange();
      shown.add(javadoc == null ? "" : element.getOpenable().getBuffer().getText(javadoc.getOffset(), javadoc.getLength()));
    }
    return shown;
  }

  /** The names of methods and fields, in the order in which Eclipse lists them: the most relevant first, then by name. */
  private static List<String> completion(ICompilationUnit unit, int cursor) throws CoreException {
    List<CompletionProposal> proposals = new ArrayList<>();
    CompletionRequestor requestor = new CompletionRequestor(true) {
      @Override
      public void accept(CompletionProposal proposal) {
        proposals.add(proposal);
      }
    };
    requestor.setIgnored(CompletionProposal.METHOD_REF, false);
    requestor.setIgnored(CompletionProposal.FIELD_REF, false);
    unit.codeComplete(cursor, requestor);
    return proposals.stream().sorted(Comparator.comparing(CompletionProposal::getRelevance).reversed()
        .thenComparing(proposal -> new String(proposal.getName()))).map(proposal -> new String(proposal.getName())).distinct().toList();
  }

  private static IJavaProject project(Map<String, String> question) throws CoreException {
    IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("app");
    if (project.exists()) {
      return JavaCore.create(project);
    }
    IProjectDescription description = ResourcesPlugin.getWorkspace().newProjectDescription("app");
    description.setNatureIds(new String[] {JavaCore.NATURE_ID});
    project.create(description, null);
    project.open(null);
    List<IClasspathEntry> path = new ArrayList<>();
    project.getFolder("user").create(true, true, null);
    path.add(JavaCore.newSourceEntry(project.getFolder("user").getFullPath()));
    int number = 0;
    for (String sources : question.get("sources").split(File.pathSeparator)) {
      IFolder folder = project.getFolder("sources" + number++);
      folder.createLink(Path.fromOSString(sources), IResource.NONE, null);
      path.add(JavaCore.newSourceEntry(folder.getFullPath()));
    }
    Arrays.stream(question.get("libraries").split(File.pathSeparator))
        .forEach(library -> path.add(JavaCore.newLibraryEntry(Path.fromOSString(library), null, null)));
    path.add(JavaCore.newLibraryEntry(Path.fromOSString(System.getProperty("java.home")).append("lib/jrt-fs.jar"), null, null, null,
        new IClasspathAttribute[] {JavaCore.newClasspathAttribute(IClasspathAttribute.MODULE, "true")}, false));
    IJavaProject java = JavaCore.create(project);
    java.setOption(JavaCore.COMPILER_SOURCE, "17");
    java.setOption(JavaCore.COMPILER_COMPLIANCE, "17");
    // As Eclipse's own preferences have it.
    java.setOption(JavaCore.CODEASSIST_VISIBILITY_CHECK, JavaCore.ENABLED);
    java.setRawClasspath(path.toArray(IClasspathEntry[]::new), project.getFolder("bin").getFullPath(), null);
    return java;
  }
}
