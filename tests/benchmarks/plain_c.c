/* Strengths under quadratic energy, or chances where nothing is shared, as a C programmer would write them: rows by counting sort,
   Kahn's order, one pass; on cycles sweeps over all that the pass did not reach, until nothing moves. */

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Fills start[0 … nodes], all 0 before, for edges sorted by `key`; afterwards start[v + 1] − start[v] edges have key v. */
static void counted(int32_t nodes, int32_t edges, const int32_t *key, int32_t *start) {
    for (int32_t e = 0; e < edges; e++) start[key[e] + 1]++;
    for (int32_t v = 0; v < nodes; v++) start[v + 1] += start[v];
}

/* The strength of a vertex from the values of those that bear on it. */
static double energy(int32_t v, const double *base, const int32_t *start, const int32_t *source, const double *weight, const double *value) {
    double sum = 0, w = base[v];
    for (int32_t e = start[v]; e < start[v + 1]; e++) sum += weight[e] * value[source[e]];
    double h = sum * sum / (1 + sum * sum);
    return sum > 0 ? w + (1 - w) * h : w - w * h;
}

/* 0, or 1 for a graph whose cycles do not settle, 2 without memory; `seconds` are those of the rows, the order and the pass. */
int strengths(int32_t chances, int32_t nodes, int32_t edges, const double *base, const int32_t *sources, const int32_t *targets,
              const int8_t *signs, const double *weights, double *value, double *seconds) {
    int32_t *start = calloc((size_t)nodes + 1, sizeof *start), *leave = calloc((size_t)nodes + 1, sizeof *leave);
    int32_t *source = malloc((size_t)edges * sizeof *source), *target = malloc((size_t)edges * sizeof *target);
    double *weight = malloc((size_t)edges * sizeof *weight);
    int32_t *place = malloc((size_t)nodes * sizeof *place), *order = malloc((size_t)nodes * sizeof *order);
    int result = 2;
    if (!start || !leave || !source || !target || !weight || !place || !order) goto end;

    double begun = now();
    counted(nodes, edges, targets, start);
    for (int32_t v = 0; v < nodes; v++) place[v] = start[v];
    for (int32_t e = 0; e < edges; e++) {
        int32_t at = place[targets[e]]++;
        source[at] = sources[e];
        weight[at] = signs[e] * weights[e];
    }
    counted(nodes, edges, sources, leave);
    for (int32_t v = 0; v < nodes; v++) place[v] = leave[v];
    for (int32_t e = 0; e < edges; e++) target[place[sources[e]]++] = targets[e];
    double sorted = now();

    int32_t filled = 0;
    for (int32_t v = 0; v < nodes; v++) {
        place[v] = start[v + 1] - start[v];
        if (place[v] == 0) order[filled++] = v;
    }
    for (int32_t at = 0; at < filled; at++) {
        int32_t v = order[at];
        for (int32_t e = leave[v]; e < leave[v + 1]; e++)
            if (--place[target[e]] == 0) order[filled++] = target[e];
    }
    double ordered = now();

    for (int32_t at = 0; at < filled; at++) {
        int32_t v = order[at];
        if (chances) {
            double without = 1 - base[v], kept = 1;
            for (int32_t e = start[v]; e < start[v + 1]; e++) {
                double brought = weight[e] * value[source[e]];
                if (brought > 0) without *= 1 - brought; else kept *= 1 + brought;
            }
            value[v] = (1 - without) * kept;
            continue;
        }
        value[v] = energy(v, base, start, source, weight, value);
    }
    double moved = filled < nodes ? 1 : 0;
    for (int32_t v = 0; v < nodes; v++) if (place[v] > 0) value[v] = base[v];
    for (int sweeps = 0; moved > 1e-13 && sweeps < 10000; sweeps++) {
        moved = 0;
        for (int32_t v = 0; v < nodes; v++) {
            if (place[v] <= 0) continue;
            double before = value[v];
            value[v] = energy(v, base, start, source, weight, value);
            moved = fmax(moved, fabs(value[v] - before));
        }
    }
    seconds[0] = sorted - begun;
    seconds[1] = ordered - sorted;
    seconds[2] = now() - ordered;
    result = moved > 1e-13;
end:
    free(start), free(leave), free(source), free(target), free(weight), free(place), free(order);
    return result;
}
