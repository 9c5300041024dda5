package dev.fovea.processor.emit;

import dev.fovea.processor.plan.Flow;
import java.util.function.Function;

/** Writes {@code XDeconvnet}: Zeiler and Fergus's reverse pass from any layer. */
final class DeconvnetWriter {
  private final Types types;
  private final Flow flow;
  private final Docs docs;

  DeconvnetWriter(Types types, Flow flow, Docs docs) {
    this.types = types;
    this.flow = flow;
    this.docs = docs;
  }

  TypeCode write(TypeCode type, ForwardCode recorded) {
    type.superclass(Types.NETWORK_DECONVNET).addJavadoc("The deconvnet of {@link $T}: made by {@link $T#deconvnet}.\n", types.network,
        types.forward);
    new ReverseWriter(type, types, flow, recorded, true).write();
    String call = types.deconvnet.simpleName() + ".this.";
    Function<NameTree.Entry, String> told = entry -> docs.of("Projections from ", entry);
    Views.write(type, types.deconvnet, LayerViews.names(flow.network()), told,
        (accessor, name, entry) -> accessor.returns(Types.PROJECTION)
        .addJavadoc("$L", told.apply(entry))
        .addCode(Text.of("return $Lfrom($L);\n", call, LayerViews.layer(types, entry, call, name))));
    return type;
  }
}
