package io.github.diffseg.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipeTest {

    private static Recipe recipe(Export... exports) {
        return new Recipe("1", "M", "ab", Map.of(), "cpu", Set.of(exports));
    }

    @Test
    void resultsWithoutClassImagesAreMadeAgainUnlessTheseAreMadeLater() {
        Recipe wanted = recipe(Export.LABELS, Export.CLASSES);
        Recipe made = recipe(Export.LABELS);
        assertEquals(Optional.of("there was no classes"), wanted.difference(made, false));
        assertEquals(Optional.empty(), wanted.difference(made, true));
        assertEquals(
                Optional.of("there was no labels"),
                wanted.difference(recipe(Export.CLASSES), true));
        // More than is wanted is there
        assertEquals(Optional.empty(), made.difference(wanted, false));
    }
}
