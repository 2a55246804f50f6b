package org.moqj.core.internal;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/** Runs a verification of the reactive-streams TCK, which is written for TestNG, as tests of JUnit. */
final class Tck {

    private Tck() {}

    /** Runs all rules at once, and returns a test for each that tells how it went. */
    static List<DynamicTest> rulesOf(Class<?> verification) {
        List<DynamicTest> rules = new ArrayList<>();
        TestNG runner = new TestNG(false);
        runner.setVerbose(0);
        runner.setTestClasses(new Class<?>[] {verification});
        runner.addListener(new ITestListener() {
            @Override
            public void onTestSuccess(ITestResult result) {
                rules.add(DynamicTest.dynamicTest(result.getName(), () -> {}));
            }

            @Override
            public void onTestFailure(ITestResult result) {
                rules.add(DynamicTest.dynamicTest(result.getName(), () -> {
                    throw new AssertionError(result.getName(), result.getThrowable());
                }));
            }

            @Override
            public void onTestSkipped(ITestResult result) {
                String reason = String.valueOf(result.getThrowable().getMessage());
                rules.add(DynamicTest.dynamicTest(
                        result.getName(), () -> Assumptions.abort("left out by the TCK itself: " + reason)));
            }
        });
        runner.run();
        return rules;
    }
}
