package org.metapolicy.app.report;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.governance.ChangeWords;
import org.metapolicy.governance.LineageVersion;
import org.metapolicy.trail.CanonicalJson;

/** What two versions are made of and where they come from, side by side and in words. */
final class ComparedMakeup {
    private final Map<String, LineageVersion> versions;

    ComparedMakeup(List<LineageVersion> lineage) {
        versions = lineage.stream()
                .filter(version -> version.versionId() != null)
                .collect(Collectors.toMap(LineageVersion::versionId, Function.identity(), (one, again) -> one));
    }

    List<ComparedFigure> rows(String versionId, String againstId) {
        LineageVersion version = versions.get(versionId);
        LineageVersion against = versions.get(againstId);
        return version == null || against == null
                ? List.of()
                : List.of(
                        ComparedFigure.beside("status", version.status(), against.status(), null),
                        ComparedFigure.beside("version_tag", version.versionTag(), against.versionTag(), null),
                        ComparedFigure.beside(
                                "hyperparams",
                                version.hyperparams(),
                                against.hyperparams(),
                                hyperparams(version, against)),
                        ComparedFigure.beside(
                                "parameters",
                                version.parametersHash(),
                                against.parametersHash(),
                                parameters(version, against)),
                        ComparedFigure.beside("lineage", path(version), path(against), lineage(version, against)));
    }

    /** What changed from the second to the first. */
    private static String hyperparams(LineageVersion version, LineageVersion against) {
        try {
            List<String> words = ChangeWords.between(map(against.hyperparams()), map(version.hyperparams()));
            return words.isEmpty() ? "the same" : String.join("; ", words);
        } catch (JsonParseException edited) {
            return "not compared: one is no JSON object";
        }
    }

    private static Map<String, Object> map(String json) {
        return json == null ? Map.of() : CanonicalJson.parse(json);
    }

    private static String parameters(LineageVersion version, LineageVersion against) {
        if (Objects.equals(version.parametersHash(), against.parametersHash())) {
            return "the same";
        }
        boolean child = against.versionId().equals(version.parentVersionId());
        return child && !version.parameterWords().isEmpty()
                ? String.join("; ", version.parameterWords())
                : "the parameters are others";
    }

    /** From the first ancestor to the version. */
    private String path(LineageVersion version) {
        List<String> path = new ArrayList<>(ancestors(version));
        Collections.reverse(path);
        return String.join(" > ", path);
    }

    private String lineage(LineageVersion version, LineageVersion against) {
        List<String> ofVersion = ancestors(version);
        List<String> ofAgainst = ancestors(against);
        String common =
                ofVersion.stream().filter(ofAgainst::contains).findFirst().orElse(null);
        return common == null
                ? "they have no ancestor in common"
                : "from '" + common + "' it is " + ofVersion.indexOf(common) + " generations to the first and "
                        + ofAgainst.indexOf(common) + " to the second";
    }

    /** From the version back; a circle that somebody linked by hand is walked once. */
    private List<String> ancestors(LineageVersion version) {
        List<String> ids = new ArrayList<>();
        for (LineageVersion at = version; at != null && !ids.contains(at.versionId()); ) {
            ids.add(at.versionId());
            at = at.parentVersionId() == null ? null : versions.get(at.parentVersionId());
        }
        return ids;
    }
}
