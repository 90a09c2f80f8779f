package org.metapolicy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How the code is laid out, as sentences that the build checks. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.metapolicy");

    private static final String[] PURE = {
        "org.metapolicy.policy..",
        "org.metapolicy.trust..",
        "org.metapolicy.evidence..",
        "org.metapolicy.selection..",
        "org.metapolicy.trail..",
        "org.metapolicy.governance..",
        "org.metapolicy.noetic..",
        "org.metapolicy.counterfactual..",
        "org.metapolicy.backtest.."
    };

    static final ArchRule packagesFormNoCycle =
            slices().matching("org.metapolicy.(**)").should().beFreeOfCycles();

    static final ArchRule floorsFormNoCycle =
            slices().matching("org.metapolicy.(*)..").should().beFreeOfCycles();

    static final ArchRule theDomainKnowsNoDatabaseAndNoProtocol = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.neo4j..", "javax.ws.rs..", "java.sql..", "java.nio.file..", "java.net..")
            .because("the domain is pure Java that runs anywhere")
            .allowEmptyShould(true);

    static final ArchRule theDomainHasNoClockAndNoDiceOfItsOwn = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
            .because("time and chance are passed in");

    static final ArchRule policyIsTheBottom = onlyDependOn("org.metapolicy.policy..");

    static final ArchRule trustKnowsPolicyAlone = onlyDependOn("org.metapolicy.trust..", "org.metapolicy.policy..");

    static final ArchRule evidenceKnowsTrustPolicyAndTheCounterfactual = onlyDependOn(
            "org.metapolicy.evidence..",
            "org.metapolicy.policy..",
            "org.metapolicy.trust..",
            "org.metapolicy.counterfactual..");

    static final ArchRule selectionKnowsTrustAndPolicy = onlyDependOn(
            "org.metapolicy.selection..",
            "org.metapolicy.policy..",
            "org.metapolicy.trust..",
            "org.metapolicy.noetic..");

    static final ArchRule trailKnowsPolicyAlone = onlyDependOn("org.metapolicy.trail..", "org.metapolicy.policy..");

    static final ArchRule governanceKnowsTrailTrustPolicyAndTheCounterfactual = onlyDependOn(
            "org.metapolicy.governance..",
            "org.metapolicy.trail..",
            "org.metapolicy.policy..",
            "org.metapolicy.trust..",
            "org.metapolicy.counterfactual..");

    static final ArchRule decisionsAndRecordsUseNoMoves = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.metapolicy.app.decide..", "org.metapolicy.app.record..", "org.metapolicy.app.trust..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.metapolicy.app.moves..", "org.metapolicy.app.refresh..", "org.metapolicy.app.report..")
            .because("what reads or records evidence moves nobody");

    static final ArchRule noeticKnowsTrustAndPolicy =
            onlyDependOn("org.metapolicy.noetic..", "org.metapolicy.policy..", "org.metapolicy.trust..");

    static final ArchRule counterfactualKnowsNoeticTrustAndPolicy = onlyDependOn(
            "org.metapolicy.counterfactual..",
            "org.metapolicy.policy..",
            "org.metapolicy.noetic..",
            "org.metapolicy.trust..");

    static final ArchRule useCasesReachTheDatabaseThroughPorts = noClasses()
            .that()
            .resideInAPackage("org.metapolicy.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.metapolicy.graph..",
                    "org.metapolicy.wiring..",
                    "org.metapolicy.procedure..",
                    "org.metapolicy.http..",
                    "org.neo4j..")
            .allowEmptyShould(true);

    /** What wiring hands out for the faces to call: a class of app that they call anything of. */
    static final ArchRule aUseCaseHasOnePublicMethod = classes()
            .that()
            .resideInAPackage("org.metapolicy.app..")
            .and()
            .areNotRecords()
            .and()
            .areNotInterfaces()
            .and()
            .areTopLevelClasses()
            .and(new DescribedPredicate<>("are called by procedures or HTTP") {
                @Override
                public boolean test(JavaClass item) {
                    return item.getMethodCallsToSelf().stream()
                            .filter(call -> !call.getTarget().getOwner().isRecord())
                            .map(call -> call.getOriginOwner().getPackageName())
                            .anyMatch(caller -> caller.startsWith("org.metapolicy.procedure")
                                    || caller.startsWith("org.metapolicy.http"));
                }
            })
            .should(new ArchCondition<>("have one public method, run") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    boolean one = item.getMethods().stream()
                            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                            .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                            .map(JavaMethod::getName)
                            .distinct()
                            .toList()
                            .equals(List.of("run"));
                    events.add(new SimpleConditionEvent(item, one, item.getName() + " has other public methods"));
                }
            });

    static final ArchRule useCasesTakeNoMap = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.metapolicy.app..")
            .and()
            .arePublic()
            .and(new DescribedPredicate<>("are called from outside") {
                @Override
                public boolean test(JavaMethod method) {
                    return method.getCallsOfSelf().stream()
                            .anyMatch(call ->
                                    !call.getOriginOwner().getPackageName().startsWith("org.metapolicy.app"));
                }
            })
            .should(new ArchCondition<>("take a Map") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    boolean takes =
                            method.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Map.class));
                    events.add(new SimpleConditionEvent(method, takes, method.getFullName()));
                }
            })
            .because("a caller's map is read once, at the face, into a record");

    static final ArchRule onlyWiringKnowsTheGraph = noClasses()
            .that()
            .resideOutsideOfPackages("org.metapolicy.graph..", "org.metapolicy.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.metapolicy.graph..");

    static final ArchRule theGraphKnowsNoCaller = noClasses()
            .that()
            .resideInAPackage("org.metapolicy.graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.metapolicy.wiring..", "org.metapolicy.procedure..", "org.metapolicy.http..");

    static final ArchRule nothingKnowsTheProceduresButThemselves = noClasses()
            .that()
            .resideOutsideOfPackage("org.metapolicy.procedure..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.metapolicy.procedure..");

    static final ArchRule nothingKnowsTheHttpInterfaceButItself = noClasses()
            .that()
            .resideOutsideOfPackage("org.metapolicy.http..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.metapolicy.http..");

    static final ArchRule theHttpInterfaceKnowsNeitherGraphNorProcedures = noClasses()
            .that()
            .resideInAPackage("org.metapolicy.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.metapolicy.graph..", "org.metapolicy.procedure..");

    static final ArchRule whatIsCalledInheritsNothing = classes()
            .that()
            .resideInAnyPackage("org.metapolicy.procedure..", "org.metapolicy.http..")
            .and()
            .haveNameMatching(".*Procedures?|.*Functions?|.*Resource")
            .should(new ArchCondition<>("have Object or Record as their parent") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    boolean plain = item.getRawSuperclass()
                            .map(parent -> parent.isEquivalentTo(Object.class) || parent.isEquivalentTo(Record.class))
                            .orElse(true);
                    events.add(new SimpleConditionEvent(item, plain, item.getName() + " has a parent"));
                }
            })
            .allowEmptyShould(true);

    static final ArchRule thereIsNoStaticMutableState = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .andShould(new ArchCondition<>("hold no atomic, thread-local or concrete collection") {
                @Override
                public void check(JavaField item, ConditionEvents events) {
                    JavaClass type = item.getRawType();
                    boolean concrete = !type.isInterface()
                            && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
                    boolean cell = type.getPackageName().startsWith("java.util.concurrent")
                            || type.isAssignableTo(ThreadLocal.class);
                    events.add(new SimpleConditionEvent(
                            item, !concrete && !cell, item.getFullName() + " is a " + type.getName()));
                }
            });

    /** One test per rule, named as its field. Plain JUnit: Surefire counted none of ArchUnit's own, and failed for none. */
    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(field ->
                        DynamicTest.dynamicTest(field.getName(), () -> ((ArchRule) field.get(null)).check(CLASSES)));
    }

    /** Of this product's packages, those in the first may only use the others (and themselves, if named). */
    private static ArchRule onlyDependOn(String where, String... allowed) {
        String[] all = Arrays.copyOf(allowed, allowed.length + 1);
        all[allowed.length] = where;
        return classes()
                .that()
                .resideInAPackage(where)
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage("org.metapolicy..")
                        .or(JavaClass.Predicates.resideInAnyPackage(all)))
                .allowEmptyShould(true);
    }
}
