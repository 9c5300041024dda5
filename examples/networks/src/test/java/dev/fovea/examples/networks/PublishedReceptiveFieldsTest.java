package dev.fovea.examples.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.fovea.runtime.Layers;
import dev.fovea.runtime.ReceptiveField;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The tables of A. Araujo, W. Norris and J. Sim, "Computing Receptive Fields of Convolutional Neural Networks" (Distill 2019), for
 * the networks that are the same there: its ResNets have their strides elsewhere.
 */
class PublishedReceptiveFieldsTest {
  @Test
  void vgg16SeesWhatTheTableSays() {
    compare("vgg_16", Vgg16Layers.catalogue(), 0, 13, "vgg_16/(conv./)?", "", "_1", "a", "_2", "b", "_3", "c");
  }

  @Test
  void alexNetSeesWhatTheTableSays() {
    compare("alexnet_v2", AlexNetLayers.catalogue(), 0, 7, "alexnet_v2/", "");
  }

  @Test
  void theOneTowerStartsTwoPixelsEarlier() {
    compare("alexnet_v2", AlexNetOneTowerLayers.catalogue(), 2, 7, "alexnet_v2/", "");
  }

  @Test
  void mobileNetSeesWhatTheTableSaysWhateverItsWidth() {
    // The table counts the five equal layers on, from 7 to 11.
    String[] names = {"Conv2d_", "conv", "_pointwise", ".pointwise", "conv7[.]", "conv7[0].", "conv8[.]", "conv7[1].",
        "conv9[.]", "conv7[2].", "conv10", "conv7[3]", "conv11", "conv7[4]"};
    compare("mobilenet_v1", MobileNetV1Layers.catalogue(), 0, 14, names);
    compare("mobilenet_v1_075", MobileNetV1x075Layers.catalogue(), 0, 14, names);
  }

  /**
   * Compares size, jump and padding.
   *
   * @param shift by how much more our first layer is padded
   * @param count how many of our layers the table has
   * @param names expressions in the table's names, each followed by what stands there in ours
   */
  private static void compare(String network, Layers layers, int shift, int count, String... names) {
    Set<String> compared = new HashSet<>();
    for (JsonObject row : Material.objects(Material.besideCheckout("receptive_fields.json").get("table"))) {
      if (!row.get("net").getAsString().equals(network) || row.get("resolution").isJsonNull()
          || row.get("resolution").getAsInt() != 224) {
        continue;
      }
      String name = row.get("endPoint").getAsString();
      for (int i = 0; i < names.length; i += 2) {
        name = name.replaceFirst(names[i], names[i + 1]);
      }
      ReceptiveField field = layers.get(name).receptiveField();
      String what = name + " and " + row;
      assertTrue(field.aligned(), what);
      assertEquals(row.get("rf").getAsInt(), field.height(), what);
      assertEquals(row.get("stride").getAsInt(), field.rowJump(), what);
      assertEquals(row.get("padding").getAsInt(), field.topPadding() - shift, what);
      assertEquals(field, new ReceptiveField(field.width(), field.width(), field.columnJump(), field.columnJump(),
          field.leftPadding(), field.leftPadding(), true), what);
      compared.add(name);
    }
    assertEquals(count, compared.size(), compared::toString);
  }
}
