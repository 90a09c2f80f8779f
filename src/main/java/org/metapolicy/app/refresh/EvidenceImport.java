package org.metapolicy.app.refresh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.metapolicy.app.refresh.ImportEvidence.Governor;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.FamilyCounter;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotFigures;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.CountedOn;
import org.metapolicy.evidence.exchange.CountedVersion;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Times;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trust.PromotionBaseline;

/** One import, under the family's lock: all of it, or nothing. */
final class EvidenceImport {
    /** So many files are named in the trail, to tell one that comes again. */
    private static final int FILES_NAMED = 1_000;

    private final CountingTransaction transaction;
    private final Governor governor;
    private final String familyId;
    private final Instant now;
    private final FamilyState family;

    EvidenceImport(CountingTransaction transaction, Governor governor, String familyId, Instant now) {
        this.transaction = transaction;
        this.governor = governor;
        this.familyId = familyId;
        this.now = now;
        this.family = governor.session().open(familyId, List.of());
    }

    /**
     * @param digest that of the manifest's text
     * @param states the text of what was counted
     * @param reading reads the manifest
     */
    List<RefreshedVersion> run(String digest, String states, Supplier<Manifest> reading) {
        governor.session().requireApprover("importEvidence", family);
        EvidenceSource.EXTERNAL.require(familyId, transaction.settings());
        List<StoredEvent> earlier =
                ExportEvidence.imports(governor.session().trail(), familyId).toList();
        for (StoredEvent event : earlier) {
            if (ExportEvidence.manifest(event).filter(digest::equals).isPresent()) {
                return List.of(RefreshedVersion.known("event " + event.seq()
                        + " of the family's trail imported this very manifest; nothing was changed"));
            }
        }
        Manifest manifest = reading.get();
        CountedElsewhere counted = CountedElsewhere.read(states);
        HandedOut before = new ExportEvidence(
                        governor.session().registry(), governor.session().trail(), governor.counted())
                .run(familyId);
        manifest.require(before, states, counted);
        // A counting that is ahead of time has timed statuses out that may still be told.
        Times.requirePassed("manifest.as_of", manifest.asOf(), now);
        requireNewFiles(manifest, earlier);
        return take(counted, before, event(manifest, digest));
    }

    private static void requireNewFiles(Manifest manifest, List<StoredEvent> earlier) {
        Map<String, Long> known = new HashMap<>();
        earlier.forEach(event -> {
            if (event.evidence().get("files") instanceof List<?> files) {
                files.forEach(file ->
                        known.put(file instanceof Map<?, ?> map ? String.valueOf(map.get("sha256")) : "", event.seq()));
            }
        });
        for (Manifest.ReadFile file : manifest.files()) {
            if (file.rows() > 0 && known.containsKey(file.sha256())) {
                throw new Conflict("file " + file.path() + " was imported before, by event "
                        + known.get(file.sha256()) + " of the family's trail: its rows would count twice; run the job"
                        + " without it");
            }
        }
    }

    private static EventEvidence event(Manifest manifest, String digest) {
        return EventEvidence.of(
                        "manifest",
                        Map.of(
                                "sha256", digest,
                                "files", manifest.files().size(),
                                "rows", manifest.rows(),
                                "as_of", manifest.asOf().toString()))
                .with(
                        "files",
                        manifest.files().stream()
                                .limit(FILES_NAMED)
                                .map(file -> Map.of(
                                        "path", file.path(),
                                        "rows", file.rows(),
                                        "sha256", file.sha256()))
                                .toList())
                .with("statuses", manifest.statuses())
                .with("outcomes", manifest.outcomes())
                .with("invalid", manifest.invalid());
    }

    private List<RefreshedVersion> take(CountedElsewhere counted, HandedOut before, EventEvidence evidence) {
        Map<String, CountedVersion> come = come(counted, before);
        RunningDifferences differences = ImportedDifferences.of(counted, before);
        FamilyCounter counter = new FamilyCounter(
                transaction.settings(),
                transaction.clusters(),
                transaction.counted(),
                id -> RunningStates.of(
                        id,
                        come.containsKey(id)
                                ? come.get(id).states()
                                : before.states().get(id)));
        before.states().keySet().forEach(counter::tally);
        Map<String, PromotionBaseline> limits = new TreeMap<>();
        CountedOn on = new CountedOn(transaction.settings());
        come.forEach((id, version) -> {
            RunningStates from = RunningStates.of(id, before.states().get(id));
            RunningStates to = counter.tally(id).states();
            on.require(version, from, to);
            frozen(from, to).ifPresent(limit -> limits.put(id, limit));
        });
        FamilyTotals totals = totals(counted, before);
        FamilyContexts contexts =
                new FamilyContexts(transaction.clusters().contexts().frozen(), new TreeSet<>(totals.clusters()));
        FamilyFigures figures = FamilyFigures.of(counter.tallies(), transaction.settings(), contexts);
        Map<String, String> snapshots = new TreeMap<>();
        Map<String, SavedStates> saved = new TreeMap<>();
        counter.tallies().forEach((id, tally) -> {
            if (come.containsKey(id)) {
                come.get(id)
                        .closings()
                        .forEach(closing -> snapshots.put(
                                id,
                                transaction.saveSnapshot(
                                        id, new SnapshotFigures(closing.t(), now, closing.properties()))));
            }
            saved.put(id, tally.states().saved());
        });
        Map<String, SavedVersion> versions = new TreeMap<>();
        saved.forEach((id, states) -> versions.put(id, new SavedVersion(states, figures.figures(id))));
        transaction.saveVersions(versions);
        transaction.saveTotals(totals, now);
        transaction.differences().save(differences.text());
        record(totals, saved, differences.text(), evidence.with("differences", !differences.isEmpty()));
        FamilyGovernor.Findings findings = figures.findings(
                Set.of(),
                Map.of(),
                KnownComparisons.of(counter.tallies(), differences, transaction.settings()),
                differences.watches().alarms(transaction.settings()),
                true);
        Map<String, FamilyGovernor.ActionTaken> actions = governor.moves()
                .act(new FamilyGovernor.Findings(
                        findings.judged(),
                        findings.shadows(),
                        Set.of(),
                        limits,
                        findings.contextAlarms(),
                        Map.of(),
                        findings.comparisons(),
                        findings.offPolicyAlarms(),
                        true));
        List<RefreshedVersion> rows = new ArrayList<>();
        counter.tallies()
                .forEach((id, tally) -> rows.add(RefreshedVersion.imported(
                        RefreshedVersion.of(
                                tally,
                                figures,
                                snapshots.get(id),
                                actions.getOrDefault(id, FamilyGovernor.ActionTaken.NONE)),
                        come.containsKey(id) ? come.get(id).outcomes() : 0,
                        come.containsKey(id) ? come.get(id).invalid() : 0)));
        Set<String> compared = governor.moves().watched();
        compared.forEach(counter::tally);
        Tabulation tabulation =
                figures.tabulation(counter.tallies(), compared, transaction.live(), transaction.settings(), contexts);
        transaction.saveTabulation(tabulation, now);
        return rows;
    }

    private Map<String, CountedVersion> come(CountedElsewhere counted, HandedOut before) {
        Map<String, CountedVersion> come = new TreeMap<>();
        for (CountedVersion version : counted.versions()) {
            if (!before.states().containsKey(version.versionId())) {
                throw new InvalidInput("states name version '" + version.versionId() + "', which meta-policy '"
                        + familyId + "' does not have: register it first, and run the job from a new export");
            }
            readable(version);
            if (come.put(version.versionId(), version) != null) {
                throw new InvalidInput("states name version '" + version.versionId() + "' twice");
            }
        }
        return come;
    }

    /** @throws InvalidInput if a state that came cannot be read: what the family has may be whole */
    private static void readable(CountedVersion version) {
        try {
            RunningStates.read(version.states());
        } catch (Conflict damaged) {
            throw new InvalidInput("the states of version '" + version.versionId()
                    + "' cannot be read: they must be those that the job wrote, as it wrote them, and of the same"
                    + " version of the plugin (" + damaged.getMessage() + ")");
        }
    }

    /** Limits that froze meanwhile, by themselves. */
    private static Optional<PromotionBaseline> frozen(RunningStates from, RunningStates to) {
        return to.live().baseline().filter(now -> !from.live().baseline().equals(Optional.of(now)));
    }

    private FamilyTotals totals(CountedElsewhere counted, HandedOut handedOut) {
        FamilyTotals before = governor.counted().totals(familyId);
        return new FamilyTotals(
                before.counted() + counted.statuses() + counted.outcomes(),
                before.resolved() + counted.statuses(),
                before.outcomes() + counted.outcomes(),
                CountedOn.clusters(counted, handedOut));
    }

    /** Nothing of it is in the graph: a recount starts from it, and so do the marks of counting. */
    private void record(
            FamilyTotals totals, Map<String, SavedStates> saved, String differences, EventEvidence evidence) {
        EvidenceBase base = new EvidenceBase(
                totals.counted(),
                totals.outcomes(),
                totals.resolved(),
                List.copyOf(totals.clusters()),
                new TreeMap<>(saved),
                differences);
        governor.bases().save(familyId, base);
        FamilyState counted = governor.session().open(familyId, List.of());
        governor.session()
                .record(
                        counted,
                        GovernanceAction.EVIDENCE_IMPORTED,
                        Change.none(counted.defaultId()),
                        governor.session().caller().person(),
                        "evidence that was counted elsewhere came in",
                        evidence.with("base", Map.of("counted", base.counted(), "sha256", base.digest())));
    }
}
