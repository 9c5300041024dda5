package dev.fovea.processor.eclipse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Eclipse with a workspace and its Java tools, but without windows: started from the plug-ins on the class path. */
public final class Eclipse implements AutoCloseable {
  private final Framework framework;
  private final Map<String, String> folders;
  private final Function<Map<String, String>, List<String>> assist;

  /**
   * Starts it, and opens a project.
   *
   * @param folder an empty folder of its own
   * @param sources folders of sources
   * @param libraries folders of classes
   */
  public Eclipse(Path folder, String sources, String libraries) {
    folders = Map.of("sources", sources, "libraries", libraries);
    framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(Map.of(
        "org.osgi.framework.storage", folder.resolve("configuration").toString(),
        "osgi.install.area", folder.toUri().toString(), "osgi.instance.area", folder.resolve("workspace").toUri().toString()));
    try {
      framework.init();
      BundleContext context = framework.getBundleContext();
      List<Bundle> bundles = new ArrayList<>();
      for (URL plugin : plugins()) {
        bundles.add(context.installBundle("reference:" + plugin));
      }
      Bundle assistant = context.installBundle(assistant(folder.resolve("assist.jar")).toUri().toString());
      framework.start();
      for (Bundle bundle : bundles) {
        if (bundle.getSymbolicName().equals("org.apache.felix.scr")) {
          bundle.start();
        }
      }
      assistant.start();
      assist = service(context);
    } catch (BundleException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names that Eclipse offers where a bar stands in the source of a class {@code user.User}, the most relevant first. */
  public List<String> completion(String text) {
    return ask("completion", text);
  }

  /** The comments that Eclipse shows for what stands there. */
  public List<String> hover(String text) {
    return ask("hover", text);
  }

  private List<String> ask(String what, String text) {
    Map<String, String> question = new HashMap<>(folders);
    question.put("ask", what);
    question.put("text", text);
    return assist.apply(question);
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(10_000);
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked")
  private static Function<Map<String, String>, List<String>> service(BundleContext context) {
    return context.getService(context.getServiceReference(Function.class));
  }

  /** The jars on the class path that are plug-ins, but for the framework itself. */
  private static List<URL> plugins() throws IOException {
    List<URL> plugins = new ArrayList<>();
    for (URL url : Collections.list(Eclipse.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      if (url.getProtocol().equals("jar")) {
        JarURLConnection jar = (JarURLConnection) url.openConnection();
        Attributes manifest = jar.getManifest().getMainAttributes();
        String name = manifest.getValue("Bundle-SymbolicName");
        if (name != null && !name.startsWith("org.eclipse.osgi;") && manifest.getValue("Fragment-Host") == null) {
          plugins.add(jar.getJarFileURL());
        }
      }
    }
    return plugins;
  }

  /** Makes a plug-in of {@link Assist}, which can see Eclipse's classes only from within. */
  private static Path assistant(Path jar) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", "assist");
    attributes.putValue("Bundle-Version", "1.0.0");
    attributes.putValue("Bundle-Activator", Assist.class.getName());
    attributes.putValue("Require-Bundle", "org.eclipse.jdt.core,org.eclipse.core.resources,org.eclipse.core.runtime");
    attributes.putValue("Import-Package", "org.osgi.framework");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String name : List.of("Assist", "Assist$1")) {
        String entry = Assist.class.getPackageName().replace('.', '/') + "/" + name + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = Eclipse.class.getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
