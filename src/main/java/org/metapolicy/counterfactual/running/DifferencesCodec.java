package org.metapolicy.counterfactual.running;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.OutcomeModel;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** Running comparisons as JSON text and back, to the last bit. */
final class DifferencesCodec {
    private static final int FORMAT = 1;
    /** Strict, so that what is no number counts as none. */
    private static final Gson GSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private DifferencesCodec() {}

    /** All that one is made of. */
    record Stored(
            OutcomeModel model,
            SortedMap<String, Difference> differences,
            SortedMap<String, OwnOutcomes> rewards,
            SortedMap<String, OwnOutcomes> overrides,
            ContextMeans rewardMeans,
            ContextMeans overrideMeans,
            ServedShares shares,
            OffPolicyWatches watches,
            long lackingAfter,
            Since since) {}

    private record BetsForm(long n, double[] numbers) {
        static BetsForm of(Evidence evidence) {
            return new BetsForm(evidence.n(), evidence.numbers());
        }

        Evidence bets() {
            require(numbers != null && numbers.length == Evidence.NUMBERS && n >= 0);
            return new Evidence(numbers, n);
        }
    }

    private record DifferenceForm(BetsForm above, BetsForm below, Difference.State state) {}

    private record OwnForm(
            BetsForm above,
            BetsForm below,
            TreeMap<String, Long> contexts,
            TreeMap<String, ContextEvidence> here,
            TreeMap<String, Double> offsets,
            double sum) {}

    private record MeansForm(TreeMap<String, ContextMeans.Sum> clusters, ContextMeans.Sum all) {}

    private record Form(
            int format,
            long counted,
            String standard,
            String from,
            String latest,
            OutcomeModel.Known model,
            TreeMap<String, DifferenceForm> differences,
            TreeMap<String, OwnForm> rewards,
            TreeMap<String, OwnForm> overrides,
            MeansForm rewardMeans,
            MeansForm overrideMeans,
            ServedShares.State shares,
            OffPolicyWatches.State guardrails,
            Long lackingAfter,
            String another,
            Integer inARow) {
        Since since() {
            return new Since(counted, standard, time(from), time(latest), another, inARow == null ? 0 : inARow);
        }
    }

    static String write(Stored stored) {
        TreeMap<String, DifferenceForm> differences = new TreeMap<>();
        stored.differences.forEach((id, one) -> differences.put(
                id, new DifferenceForm(BetsForm.of(one.above()), BetsForm.of(one.below()), one.state())));
        return GSON.toJson(new Form(
                FORMAT,
                stored.since.counted(),
                stored.since.standard(),
                text(stored.since.from()),
                text(stored.since.latest()),
                stored.model.known(),
                differences,
                own(stored.rewards),
                own(stored.overrides),
                means(stored.rewardMeans),
                means(stored.overrideMeans),
                stored.shares.state(),
                stored.watches.state(),
                stored.lackingAfter,
                stored.since.another(),
                stored.since.another() == null ? null : stored.since.inARow()));
    }

    /**
     * @param counted after which evidence shares of versions, their guardrails and what lacks an outcome begin, where an earlier release kept none
     * @throws Conflict if it was changed into something else since
     */
    static RunningDifferences read(String text, long counted) {
        try {
            Form form = GSON.fromJson(text, Form.class);
            require(form != null
                    && form.format == FORMAT
                    && form.model != null
                    && form.model.isWhole()
                    && form.differences != null
                    && form.since().isWhole()
                    && (form.shares == null || form.shares.isWhole())
                    && (form.guardrails == null || form.guardrails.isWhole()));
            TreeMap<String, Difference> differences = new TreeMap<>();
            form.differences.forEach((id, one) -> {
                require(one.above != null && one.below != null && one.state != null);
                require(one.state.lacking() == null || one.state.lacking().isWhole());
                differences.put(id, new Difference(one.above.bets(), one.below.bets(), one.state));
            });
            return new RunningDifferences(
                    new OutcomeModel(form.model),
                    differences,
                    ownOf(form.rewards),
                    ownOf(form.overrides),
                    meansOf(form.rewardMeans),
                    meansOf(form.overrideMeans),
                    form.shares == null ? ServedShares.after(counted) : new ServedShares(form.shares),
                    form.guardrails == null ? OffPolicyWatches.after(counted) : new OffPolicyWatches(form.guardrails),
                    form.lackingAfter == null ? counted : form.lackingAfter,
                    form.since());
        } catch (JsonParseException | DateTimeException | NullPointerException | IllegalArgumentException edited) {
            throw damaged();
        }
    }

    private static TreeMap<String, OwnForm> own(SortedMap<String, OwnOutcomes> versions) {
        TreeMap<String, OwnForm> forms = new TreeMap<>();
        versions.forEach((id, one) -> forms.put(
                id,
                new OwnForm(
                        BetsForm.of(one.above()),
                        BetsForm.of(one.below()),
                        new TreeMap<>(one.contexts()),
                        new TreeMap<>(one.here()),
                        one.offsets() == null ? null : new TreeMap<>(one.offsets()),
                        one.sum())));
        return forms;
    }

    private static TreeMap<String, OwnOutcomes> ownOf(TreeMap<String, OwnForm> forms) {
        require(forms != null);
        TreeMap<String, OwnOutcomes> versions = new TreeMap<>();
        forms.forEach((id, one) -> {
            require(one.above != null
                    && one.below != null
                    && one.contexts != null
                    && !one.contexts.containsValue(null));
            // An earlier release kept none: it begins now.
            TreeMap<String, ContextEvidence> here = one.here == null ? new TreeMap<>() : one.here;
            require(here.values().stream().allMatch(context -> context != null && context.isWhole()));
            // Nor this: without it nothing goes by context as the other met them.
            require(one.offsets == null || isWhole(one.offsets, one.contexts, here));
            versions.put(
                    id, new OwnOutcomes(one.above.bets(), one.below.bets(), one.contexts, here, one.offsets, one.sum));
        });
        return versions;
    }

    private static boolean isWhole(
            Map<String, Double> offsets, Map<String, Long> contexts, Map<String, ContextEvidence> here) {
        return offsets.keySet().equals(contexts.keySet())
                && here.keySet().equals(contexts.keySet())
                && contexts.entrySet().stream().allMatch(context -> {
                    Double sum = offsets.get(context.getKey());
                    return here.get(context.getKey()).n() == context.getValue()
                            && sum != null
                            && sum >= 0
                            && sum <= context.getValue();
                });
    }

    private static MeansForm means(ContextMeans means) {
        return new MeansForm(new TreeMap<>(means.clusters()), means.all());
    }

    private static ContextMeans meansOf(MeansForm form) {
        require(form != null && form.clusters != null && form.all != null && form.all.isWhole());
        require(form.clusters.values().stream().allMatch(sum -> sum != null && sum.isWhole()));
        return new ContextMeans(form.clusters, form.all);
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    private static Instant time(String text) {
        return text == null ? null : Instant.parse(text);
    }

    private static void require(boolean whole) {
        if (!whole) {
            throw damaged();
        }
    }

    private static Conflict damaged() {
        return new Conflict("the running differences to the default cannot be read: they must be what counting wrote;"
                + " the next refresh begins them anew");
    }
}
